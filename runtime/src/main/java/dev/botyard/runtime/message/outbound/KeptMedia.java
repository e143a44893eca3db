package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.api.message.Media;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes media last as long as the push that waits for them: what a script wrote as text, or has in a file that it may delete, is copied
/// into the media store.
final class KeptMedia {
    private KeptMedia() {}

    /// The same order, with media that stay.
    ///
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, naming what is missing or refused
    static Order of(Order order, MediaSources sources) {
        PushRequest request = order.request();
        String source = request.source();
        Map<String, Object> options = new LinkedHashMap<>(OptionValues.withoutNulls(request.options()));
        List<Map<String, Object>> items = new ArrayList<>();
        if (!source.isBlank()) {
            Optional<Media> kept = sources.keep(source, request.origin().folder(), order.options().fileName(),
                    order.options().mimeType());
            source = kept.map(media -> media.file().toString()).orElse(source);
            kept.filter(media -> order.options().fileName().isEmpty()).ifPresent(media -> options.put("filename", media.name()));
            kept.filter(media -> order.options().mimeType().isEmpty())
                    .ifPresent(media -> options.put("mimeType", media.mimeType()));
        }
        for (Map<String, Object> item : request.items()) {
            items.add(kept(item, request, sources));
        }
        PushRequest kept = new PushRequest(request.origin(), request.kind(), request.imType(), request.groupCode(),
                request.userId(), request.title(), request.content(), source, items, options, request.timeoutMs(),
                request.form());
        return new Order(order.id(), kept, PushOptions.parse(options), order.reply(), order.im(), order.target(),
                order.inReplyTo());
    }

    private static Map<String, Object> kept(Map<String, Object> item, PushRequest request, MediaSources sources) {
        Optional<String> source = MessageComposer.source(item);
        Map<String, Object> copy = new LinkedHashMap<>(OptionValues.withoutNulls(item));
        source.flatMap(found -> sources.keep(found, request.origin().folder(),
                PushOptions.text(item, Argument.FILE_NAME),
                PushOptions.text(item, Argument.MIME_TYPE))).ifPresent(media -> {
                    Argument.MEDIUM.spellings().forEach(copy::remove);
                    copy.put("source", media.file().toString());
                    copy.put("name", media.name());
                    copy.put("mime_type", media.mimeType());
                });
        return copy;
    }
}
