package dev.botyard.runtime.infra.words;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the sentences that one source file says: literals put together with `+` or a format, as templates in which everything else is a
/// hole. A choice between texts inside a sentence makes a sentence of each.
final class SpokenSource extends TreeScanner<Void, Void> {
    private static final int MOST_CHOICES = 8;
    private static final Pattern SPECIFIER = Pattern.compile("%(?:(n)|(%)|[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z])");
    private static final Pattern WORD = Pattern.compile("(?<![\\w/.$@#-])[A-Za-z][a-z’']+(?![\\w/(=$-]|\\.\\w)|\\{\\d}");
    /// What is written for a database, a browser, a protocol or a file: no words for a person.
    private static final Pattern NO_SENTENCE = Pattern
            .compile("(?is)(select|insert|update|delete|pragma|create|alter|drop|vacuum|with) .*"
                    + "(from|into|set|table|index|pragma|values)\\b.*|.* order by .*|\\S+ (> coalesce|in )\\(.*|(\"?\\w+\"?, )+\\w+"
                    + "|.*(-src |\\r\\n|httponly|\\{\"error\"|</?[a-z]+[ >/]|\\(\\?|\\[\\^|\\\\d).*|([#|]|//) .*|GET +/.*|complete -c .*|eee, dd .*|%d\\{.*"
                    + "|bytes \\{0}-.*|import \\w+\\n.*|(inline|attachment); .*|invite \\{0} \\{1}");
    /// What an English sentence names in the words of a platform's own pages: `Permissions & Scopes (权限管理)`.
    private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)");
    /// What says something to programmers, to the log or to a shell.
    private static final Set<String> UNHEARD = Set.of("log", "requireNonNull", "prepareStatement", "compile", "getProperty",
            "startVirtual", "getResourceAsStream", "hint", "command", "ofPattern", "matches", "replaceAll", "replaceFirst",
            "split");
    private static final Set<String> PROGRAMMERS = Set.of("AssertionError", "IllegalStateException",
            "UnsupportedOperationException", "NoSuchElementException", "CloneNotSupportedException");
    private static final Pattern LOG = Pattern.compile("(\\w+\\.)?log(\\(\\))?");
    private static final String COMMAND = "Launcher.command()";
    private static final Set<String> SPOKEN_ATTRIBUTES = Set.of("description", "header", "footer", "exitCodeListHeading",
            "exitCodeList");

    private final Map<String, ExpressionTree> constants = new HashMap<>();
    private final Map<String, List<String>> found = new LinkedHashMap<>();
    private boolean refusing;

    private SpokenSource() {}

    /// The templates, each with what stands in its holes.
    static Map<String, List<String>> of(CompilationUnitTree unit) {
        SpokenSource source = new SpokenSource();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getModifiers().getFlags().containsAll(Set.of(javax.lang.model.element.Modifier.STATIC,
                        javax.lang.model.element.Modifier.FINAL)) && variable.getInitializer() != null) {
                    source.constants.put(variable.getName().toString(), variable.getInitializer());
                }
                return super.visitVariable(variable, nothing);
            }
        }.scan(unit, null);
        source.scan(unit.getTypeDecls(), null);
        return source.found;
    }

    private record Piece(String text, boolean hole) {}

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree set && SPOKEN_ATTRIBUTES.contains(set.getVariable().toString())) {
                boolean before = refusing;
                refusing = true;
                scan(set.getExpression(), null);
                refusing = before;
            }
        }
        return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        return method.getName().contentEquals("toString") ? null : super.visitMethod(method, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
        String type = made.getIdentifier().toString();
        if (PROGRAMMERS.contains(type) || bilingual(made.getArguments())) {
            return null;
        }
        boolean before = refusing;
        refusing = type.endsWith("Exception") || type.endsWith("Problem") || type.endsWith("Missing");
        super.visitNewClass(made, nothing);
        refusing = before;
        return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        String name = name(call);
        ExpressionTree on = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
        if (UNHEARD.contains(name) || on != null && LOG.matcher(on.toString()).matches()
                || call.toString().contains(".inChinese(") || bilingual(call.getArguments())) {
            return null;
        }
        if (formatted(call)) {
            say(call);
            return null;
        }
        if (name.equals("notFound") && call.getArguments().getFirst() instanceof LiteralTree thing) {
            found.putIfAbsent(String.valueOf(thing.getValue()), List.of());
        }
        boolean before = refusing;
        refusing = name.equals("fail") || name.equals("badRequest") || name.equals("invalid");
        super.visitMethodInvocation(call, nothing);
        refusing = before;
        return null;
    }

    /// Whether its words stand beside it in Chinese already, as those of settings and of the manual's tables do.
    private static boolean bilingual(List<? extends ExpressionTree> arguments) {
        return arguments.stream().anyMatch(SpokenSource::chinese);
    }

    private static boolean chinese(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> literal.getValue() instanceof String text && text.chars().anyMatch(c -> c > 0x2E80);
            case BinaryTree sum -> chinese(sum.getLeftOperand()) || chinese(sum.getRightOperand());
            default -> false;
        };
    }

    private static boolean formatted(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && (select.getIdentifier().contentEquals("formatted") || select.toString().equals("String.format"));
    }

    @Override
    public Void visitBinary(BinaryTree binary, Void nothing) {
        if (binary.getKind() == Tree.Kind.PLUS && texts(binary)) {
            say(binary);
            return null;
        }
        return super.visitBinary(binary, nothing);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
        if (literal.getValue() instanceof String) {
            say(literal);
        }
        return null;
    }

    private static String name(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }

    private boolean texts(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> literal.getValue() instanceof String;
            case ParenthesizedTree inner -> texts(inner.getExpression());
            case BinaryTree sum ->
                sum.getKind() == Tree.Kind.PLUS && (texts(sum.getLeftOperand()) || texts(sum.getRightOperand()));
            case ConditionalExpressionTree choice -> texts(choice.getTrueExpression()) || texts(choice.getFalseExpression());
            case MethodInvocationTree call -> formatted(call);
            case IdentifierTree word -> constants.containsKey(word.getName().toString())
                    && texts(constants.get(word.getName().toString()));
            default -> false;
        };
    }

    private void say(ExpressionTree tree) {
        for (List<Piece> pieces : alternatives(tree)) {
            StringBuilder template = new StringBuilder();
            List<String> holes = new ArrayList<>();
            boolean open = false;
            for (Piece piece : pieces) {
                if (piece.hole && open) {
                    holes.set(holes.size() - 1, holes.getLast() + " + " + piece.text);
                } else if (piece.hole) {
                    template.append('{').append(holes.size()).append('}');
                    holes.add(piece.text);
                } else {
                    template.append(piece.text);
                }
                open = piece.hole || open && piece.text.isEmpty();
            }
            String sentence = template.toString().strip();
            if (sentence(sentence) && !(sentence.startsWith("{0}") && holes.getFirst().equals(COMMAND))) {
                found.putIfAbsent(sentence, holes);
            }
        }
    }

    private boolean sentence(String template) {
        boolean english = ASIDE.matcher(template).replaceAll("").chars().allMatch(c -> c <= 0x2E80);
        if (!english || NO_SENTENCE.matcher(template).matches()) {
            return false;
        }
        int words = 0;
        int holes = 0;
        Matcher word = WORD.matcher(template);
        while (word.find()) {
            if (word.group().startsWith("{")) {
                holes++;
            } else {
                words++;
            }
        }
        return words >= 1 && words + holes >= 3 && template.contains(" ")
                && (words > 1 || !template.matches("\\{\\d} \\S+ \\{\\d}"))
                || refusing && words >= 1 && template.contains(" ");
    }

    /// Every way to say it.
    private List<List<Piece>> alternatives(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> List.of(List.of(new Piece(String.valueOf(literal.getValue()), false)));
            case ParenthesizedTree inner when texts(inner) -> alternatives(inner.getExpression());
            case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS && texts(sum) -> sum(sum);
            case MethodInvocationTree call when formatted(call) -> format(call);
            case IdentifierTree word when constants.containsKey(word.getName().toString())
                    && texts(constants.get(word.getName().toString())) ->
                alternatives(constants.get(word.getName().toString()));
            case ConditionalExpressionTree choice when texts(choice) -> choices(choice);
            default -> {
                scan(tree, null);
                yield List.of(List.of(new Piece(tree.toString().replaceAll("\\s+", " "), true)));
            }
        };
    }

    private List<List<Piece>> choices(ConditionalExpressionTree choice) {
        scan(choice.getCondition(), null);
        List<List<Piece>> both = new ArrayList<>(alternatives(choice.getTrueExpression()));
        both.addAll(alternatives(choice.getFalseExpression()));
        return both;
    }

    private List<List<Piece>> sum(BinaryTree sum) {
        List<List<Piece>> left = alternatives(sum.getLeftOperand());
        List<List<Piece>> right = alternatives(sum.getRightOperand());
        if (left.size() * right.size() > MOST_CHOICES) {
            scan(sum.getRightOperand(), null);
            right = List.of(List.of(new Piece(sum.getRightOperand().toString().replaceAll("\\s+", " "), true)));
        }
        List<List<Piece>> sums = new ArrayList<>();
        for (List<Piece> before : left) {
            for (List<Piece> after : right) {
                List<Piece> both = new ArrayList<>(before);
                both.addAll(after);
                sums.add(both);
            }
        }
        return sums;
    }

    private List<List<Piece>> format(MethodInvocationTree call) {
        MemberSelectTree select = (MemberSelectTree) call.getMethodSelect();
        boolean method = select.getIdentifier().contentEquals("formatted");
        List<? extends ExpressionTree> values = method
                ? call.getArguments()
                : call.getArguments().subList(1, call.getArguments().size());
        values.forEach(value -> scan(value, null));
        ExpressionTree format = method ? select.getExpression() : call.getArguments().getFirst();
        List<List<Piece>> all = new ArrayList<>();
        for (List<Piece> pieces : alternatives(format)) {
            List<Piece> filled = new ArrayList<>();
            for (Piece piece : pieces) {
                if (piece.hole) {
                    filled.add(piece);
                } else {
                    fill(piece.text, values, filled);
                }
            }
            all.add(filled);
        }
        return all;
    }

    private static void fill(String format, List<? extends ExpressionTree> values, List<Piece> into) {
        Matcher specifier = SPECIFIER.matcher(format);
        int from = 0;
        int value = 0;
        while (specifier.find()) {
            into.add(new Piece(format.substring(from, specifier.start()), false));
            if (specifier.group(1) != null || specifier.group(2) != null) {
                into.add(new Piece(specifier.group(1) != null ? "\n" : "%", false));
            } else {
                into.add(new Piece(value < values.size() ? values.get(value).toString().replaceAll("\\s+", " ") : "?", true));
                value++;
            }
            from = specifier.end();
        }
        into.add(new Piece(format.substring(from), false));
    }

    @Override
    public Void visitNewArray(NewArrayTree array, Void nothing) {
        return scan(array.getInitializers(), null);
    }
}
