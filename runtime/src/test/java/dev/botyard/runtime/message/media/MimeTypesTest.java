package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTypesTest {

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"cat.png,image/png", "CAT.JPG,image/jpeg", "a.b.mp3,audio/mpeg", "x.silk,audio/silk",
        "noending,application/octet-stream",
        "'',application/octet-stream", "dot.,application/octet-stream", ".png,image/png", "a.exe,application/octet-stream"})
    void theEndingOfANameTellsTheType(String name, String type) {
        assertEquals(type, MimeTypes.ofName(name));
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg,.jpg", "audio/ogg,.ogg", "IMAGE/PNG,.png", "'image/png; charset=x',.png", "text/html,.html",
        "application/unknown,''", "'',''"})
    void everyTypeHasOneUsualEnding(String type, String ending) {
        assertEquals(ending, MimeTypes.extension(type));
    }

    @Test
    void anEndingLeadsBackToItsType() {
        for (String name : new String[]{"a.png", "a.jpg", "a.gif", "a.mp3", "a.ogg", "a.m4a", "a.amr", "a.mp4", "a.webm",
            "a.pdf"}) {
            String type = MimeTypes.ofName(name);
            assertEquals(type, MimeTypes.ofName("x" + MimeTypes.extension(type)), name);
        }
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of("\u0089PNG\r\n", "image/png"),
                Arguments.of("\u00ff\u00d8\u00ff\u00e0", "image/jpeg"),
                Arguments.of("GIF89a", "image/gif"),
                Arguments.of("RIFF1234WEBPVP8", "image/webp"),
                Arguments.of("RIFF1234WAVEfmt", "audio/wav"),
                Arguments.of("RIFF1234AVI LIST", "video/x-msvideo"),
                Arguments.of("RIFF1234XXXX", "application/octet-stream"),
                Arguments.of("1234ftypM4A 0", "audio/mp4"),
                Arguments.of("1234ftypqt  0", "video/quicktime"),
                Arguments.of("1234ftypavif", "image/avif"),
                Arguments.of("1234ftypheic", "image/heic"),
                Arguments.of("1234ftypmif1", "image/heic"),
                Arguments.of("1234ftyp3gp4", "video/3gpp"),
                Arguments.of("1234ftypisom", "video/mp4"),
                Arguments.of("#!AMR\n", "audio/amr"),
                Arguments.of("\u0002#!SILK_V3", "audio/silk"),
                Arguments.of("#!SILK_V3", "audio/silk"),
                Arguments.of("OggS", "audio/ogg"),
                Arguments.of("ID3\u0003", "audio/mpeg"),
                Arguments.of("\u00ff\u00fb", "audio/mpeg"),
                Arguments.of("\u00ff\u00f1", "audio/aac"),
                Arguments.of("fLaC", "audio/flac"),
                Arguments.of("FLV\u0001", "video/x-flv"),
                Arguments.of("%PDF-1.7", "application/pdf"),
                Arguments.of("\u001aE\u00df\u00a3", "video/webm"),
                Arguments.of("plain text", "application/octet-stream"),
                Arguments.of("\u00ff\u0000", "application/octet-stream"));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void theFirstBytesTellMoreThanAName(String head, String type) {
        assertEquals(type, MimeTypes.sniff(bytes(head)));
    }

    @Test
    void aBitmapIsToldFromATextThatBeginsLikeOne() {
        assertEquals("image/bmp", MimeTypes.sniff(bytes("BM1234\u0000\u0000\u0000\u00006")));
        assertEquals(MimeTypes.UNKNOWN, MimeTypes.sniff(bytes("BMW is a company")));
        assertEquals("application/zip", MimeTypes.sniff(bytes("PK\u0003\u0004")));
    }

    @Property(tries = 500)
    void anyBytesCanBeLookedAt(@ForAll byte[] head) {
        assertNotNull(MimeTypes.sniff(head));
        MimeTypes.isPage(head);
    }

    @Property(tries = 300)
    void anyWordCanBeTakenForAType(@ForAll String word) {
        assertNotNull(MimeTypes.canonical(word));
        assertNotNull(MimeTypes.extension(word));
        assertNotNull(MimeTypes.ofName(word));
    }

    @ParameterizedTest
    @CsvSource({"audio/mp3,audio/mpeg", "'Audio/X-WAV; rate=8000',audio/wav", "audio/opus,audio/ogg", "audio/amr-wb,audio/amr",
        "image/jpg,image/jpeg", "video/avi,video/x-msvideo", "'',application/octet-stream", "'  ',application/octet-stream",
        "x/y,x/y"})
    void othersNamesOfATypeAreItsUsualOne(String given, String type) {
        assertEquals(type, MimeTypes.canonical(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>", "<html lang=en>", " \n<HEAD>", "\u00ef\u00bb\u00bf<body>",
        "<!doctype HTML public"})
    void aPageIsKnownByItsFirstTag(String head) {
        assertTrue(MimeTypes.isPage(bytes(head)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<svg xmlns='x'>", "<?xml version='1.0'?><svg>", "text <html>", "\u0089PNG<html>"})
    void whatOnlyMentionsATagIsNoPage(String head) {
        assertFalse(MimeTypes.isPage(bytes(head)));
    }
}
