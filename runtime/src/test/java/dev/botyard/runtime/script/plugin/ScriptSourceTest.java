package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts as editors of different countries save them.
class ScriptSourceTest {
    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"# -*- coding: gbk -*-", "#!/usr/bin/python\n# vim: set fileencoding=GB2312 :", "\n# coding=cp936",
        "// coding: gbk", "/* -*- coding: GBK -*- */"})
    void aCodingLineIsFollowed(String head) {
        ScriptSource text = ScriptSource.of(Language.PYTHON, (head + "\n#[rule: ^签到$]\n").getBytes(GBK));
        assertEquals("", text.problem());
        assertTrue(text.text().contains("^签到$"), text.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"# coding: utf8", "# coding: utf-8-sig", "# coding: UTF_8", "x = 1\n# coding: gbk",
        "\n\n# coding: gbk", "\uFEFF# coding: utf-8", "# encoding is gbk"})
    void otherwiseItIsUtf8(String head) {
        ScriptSource text = ScriptSource.of(Language.PYTHON, (head + "\n签到").getBytes(StandardCharsets.UTF_8));
        assertEquals("", text.problem());
        assertTrue(text.text().endsWith("\n签到"), text.text());
    }

    @Test
    void whatCannotBeReadIsInvalidWithTheLineAndWhatToDo() throws IOException {
        Path script = Files.write(folder.resolve("gbk.js"), "//[author: t]\n//[rule: ^签到$]\n".getBytes(GBK));
        Plugin plugin = PluginFile.read(script, List.of(folder), ZoneOffset.UTC);
        assertEquals("invalid", plugin.state());
        assertEquals("line 2: the file is not UTF-8 here; save it as UTF-8, or say in its first line how it is saved,"
                + " such as // coding: gbk", plugin.invalid());
        assertEquals(2, plugin.problems().getLast().line());
    }

    @Test
    void aCodingThatNobodyKnowsIsAProblemOfItsLine() {
        ScriptSource text = ScriptSource.of(Language.PYTHON, "#!/bin/x\n# coding: klingon\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(2, text.line());
        assertTrue(text.problem().contains("'klingon'"), text.problem());
    }

    @Test
    void aCodingLineThatLies() {
        ScriptSource text = ScriptSource.of(Language.PYTHON, "# coding: ascii\n#\n# 签到".getBytes(StandardCharsets.UTF_8));
        assertEquals("3 the file is not ascii here; save it as UTF-8", text.line() + " " + text.problem());
    }
}
