package dev.botyard.runtime.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command line led to.
record Said(int code, String out, String err) {

    static Said by(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = BotyardCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
