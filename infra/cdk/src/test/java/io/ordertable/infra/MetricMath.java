package io.ordertable.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Evaluates CloudWatch's metric math, as far as alarms here use it. A value that is missing is NaN. As in CloudWatch, an
 * operation with a missing value has no value, nor does a division by zero; {@code FILL} replaces missing values, and {@code MAX}
 * skips them.
 */
final class MetricMath {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z]\\w*|[0-9.]+|\\S");

    private final List<String> tokens;
    private final Map<String, double[]> metrics;
    private final int points;
    private int next;

    private MetricMath(String expression, Map<String, double[]> metrics, int points) {
        this.tokens =
                TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        this.metrics = metrics;
        this.points = points;
    }

    /** Returns the value of an expression for each point; a metric that is not given has no data. */
    static double[] evaluate(String expression, Map<String, double[]> metrics, int points) {
        MetricMath math = new MetricMath(expression, metrics, points);
        double[] value = math.and();
        if (math.next < math.tokens.size()) {
            throw new IllegalArgumentException("Unexpected " + math.tokens.get(math.next) + " in " + expression);
        }
        return value;
    }

    private double[] and() {
        double[] value = comparison();
        while (accept("AND")) {
            value = combine(value, comparison(), (a, b) -> a != 0 && b != 0 ? 1 : 0);
        }
        return value;
    }

    private double[] comparison() {
        double[] value = sum();
        if (accept(">")) {
            return combine(value, sum(), (a, b) -> a > b ? 1 : 0);
        }
        return accept("<") ? combine(value, sum(), (a, b) -> a < b ? 1 : 0) : value;
    }

    private double[] sum() {
        double[] value = product();
        while (true) {
            if (accept("+")) {
                value = combine(value, product(), (a, b) -> a + b);
            } else if (accept("-")) {
                value = combine(value, product(), (a, b) -> a - b);
            } else {
                return value;
            }
        }
    }

    private double[] product() {
        double[] value = atom();
        while (true) {
            if (accept("*")) {
                value = combine(value, atom(), (a, b) -> a * b);
            } else if (accept("/")) {
                value = combine(value, atom(), (a, b) -> b == 0 ? Double.NaN : a / b);
            } else {
                return value;
            }
        }
    }

    private double[] atom() {
        String token = tokens.get(next++);
        if (token.equals("(")) {
            double[] value = and();
            expect(")");
            return value;
        }
        if (Character.isDigit(token.charAt(0))) {
            return constant(Double.parseDouble(token));
        }
        if (!token.toUpperCase(Locale.ROOT).equals(token)) {
            return metrics.getOrDefault(token, constant(Double.NaN));
        }
        return function(token);
    }

    private double[] function(String name) {
        expect("(");
        boolean list = accept("[");
        List<double[]> arguments = new ArrayList<>(List.of(and()));
        while (accept(",")) {
            arguments.add(and());
        }
        if (list) {
            expect("]");
        }
        expect(")");
        return switch (name) {
            case "FILL" -> points(i -> firstOf(arguments.get(0)[i], arguments.get(1)[i]));
            case "IF" ->
                points(i -> Double.isNaN(arguments.get(0)[i])
                        ? Double.NaN
                        : arguments.get(arguments.get(0)[i] != 0 ? 1 : 2)[i]);
            case "MAX" ->
                points(i -> arguments.stream()
                        .mapToDouble(argument -> argument[i])
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(Double.NaN));
            default -> throw new IllegalArgumentException("Unknown function " + name);
        };
    }

    private static double firstOf(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    private double[] combine(double[] left, double[] right, DoubleBinaryOperator operator) {
        return points(i -> Double.isNaN(left[i]) || Double.isNaN(right[i])
                ? Double.NaN
                : operator.applyAsDouble(left[i], right[i]));
    }

    private double[] points(IntToDoubleFunction value) {
        return IntStream.range(0, points).mapToDouble(value).toArray();
    }

    private double[] constant(double value) {
        double[] values = new double[points];
        Arrays.fill(values, value);
        return values;
    }

    private boolean accept(String token) {
        boolean found = next < tokens.size() && tokens.get(next).equals(token);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("Expected " + token + " at token " + next + " of " + tokens);
        }
    }
}
