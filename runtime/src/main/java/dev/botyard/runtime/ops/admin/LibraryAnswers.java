package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.http.HttpHandler;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.library.LibraryConflict;
import dev.botyard.runtime.script.library.SourceException;
import java.io.IOException;

/// What becomes of a request about plugin files when the library refuses it.
final class LibraryAnswers {
    private LibraryAnswers() {}

    /// Work of the library.
    interface Work {
        HttpReply handle(HttpRequest request) throws IOException, InterruptedException;
    }

    static HttpHandler of(Work work) {
        return request -> {
            try {
                return work.handle(request);
            } catch (LibraryConflict e) {
                throw new HttpProblem(409, "conflict", e.getMessage());
            } catch (SourceException e) {
                throw new HttpProblem(502, "source_failed", e.getMessage());
            } catch (IllegalArgumentException e) {
                throw new HttpProblem(400, "invalid_request", e.getMessage());
            } catch (IOException e) {
                throw AdminApi.notWritten("the plugin folder", e);
            }
        };
    }
}
