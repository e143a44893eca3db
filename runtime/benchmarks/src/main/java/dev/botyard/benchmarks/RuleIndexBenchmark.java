package dev.botyard.benchmarks;

import dev.botyard.runtime.script.rule.Rule;
import dev.botyard.runtime.script.rule.RuleHit;
import dev.botyard.runtime.script.rule.RuleIndex;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How the cost of one message grows with the number of rules. The mix is that of published plugins: mostly anchored patterns,
/// some links searched for, some plain words, and one in two hundred without any fixed text.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RuleIndexBenchmark {
    @Param({"10", "1000", "10000"})
    public int rules;

    /// `miss` matches nothing, `command` one anchored pattern, `share` one link in a long text.
    @Param({"miss", "command", "share"})
    public String message;

    private RuleIndex<Integer> index;
    private String text;

    @Setup
    public void build() {
        RuleIndex.Builder<Integer> builder = RuleIndex.builder();
        for (int number = 0; number < rules; number++) {
            builder.add(Rule.compile(rule(number)), number % 7, "plugin-" + number + ".py", number);
        }
        index = builder.build();
        int last = rules - 1;
        text = switch (message) {
            case "command" -> "cmd" + (last - last % 10) + " 42";
            case "share" -> "6.66 look at this, a friend sent it to me yesterday https://v.site" + (last - last % 10 + 8)
                    + ".example/iAbC12/ copy it and open the app";
            default ->
                "the quick brown fox jumps over the lazy dog and then writes a message of about one hundred characters to us";
        };
    }

    @Benchmark
    public int hits() {
        int sum = 0;
        Iterator<RuleHit<Integer>> hits = index.match(text);
        while (hits.hasNext()) {
            sum += hits.next().payload();
        }
        return sum;
    }

    private static String rule(int number) {
        if (number % 200 == 199) {
            return "^\\d{" + (4 + number % 9) + "}$";
        }
        return switch (number % 10) {
            case 8 -> "raw https?://v\\.site" + number + "\\.example/[\\w-]+";
            case 9 -> "word" + number;
            case 7 -> "echo" + number + " ?";
            case 6 -> "^(start|begin)" + number + "$|^go" + number + " (.+)$";
            case 5 -> "query" + number + " (.+)";
            default -> "^([Cc]md|do)" + number + "\\s*(\\d+)?$";
        };
    }
}
