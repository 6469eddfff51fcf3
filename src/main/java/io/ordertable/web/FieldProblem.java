package io.ordertable.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule that one member of a body breaks.
 *
 * @param pointer the member, as a JSON pointer (RFC 6901); empty for the body as a whole
 * @param detail the rule, completing the sentence "/name …"
 */
record FieldProblem(String pointer, String detail) implements Comparable<FieldProblem> {

    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    /** The name that Bean Validation gives the content of a list or an Optional. */
    private static final Pattern CONTAINER_ELEMENT = Pattern.compile("\\.<[^>]+>");

    /** Creates the problem at a Java property path such as {@code lines[0].unitPrice}. */
    static FieldProblem atProperty(String path, String detail) {
        if (path.isEmpty()) {
            return new FieldProblem("", detail);
        }
        String pointer =
                CONTAINER_ELEMENT.matcher(path).replaceAll("").replace("[", ".").replace("]", "");
        return new FieldProblem("/" + WIRE_NAMES.translate(pointer).replace('.', '/'), detail);
    }

    /** Creates the problem for a value that Jackson could not map, in words that name no Java type. */
    static FieldProblem at(JsonMappingException failure) {
        String pointer = failure.getPath().stream().map(FieldProblem::segment).collect(Collectors.joining());
        return new FieldProblem(pointer, rule(failure));
    }

    private static String rule(JsonMappingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return ValueRules.unknown("member", unknown.getKnownPropertyIds());
        }
        if (failure instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            return "must be a string such as \"" + format.getValue() + "\"";
        }
        if (failure instanceof MismatchedInputException mismatch) {
            // What is encoded in a URL is not in a body.
            return ValueRules.of(mismatch.getTargetType()).replace("%2B", "+");
        }
        return ValueRules.of(
                failure instanceof ValueInstantiationException refused
                        ? refused.getType().getRawClass()
                        : null);
    }

    @Override
    public int compareTo(FieldProblem other) {
        return Comparator.comparing(FieldProblem::pointer)
                .thenComparing(FieldProblem::detail)
                .compare(this, other);
    }

    private static String segment(Reference reference) {
        if (reference.getFieldName() == null) {
            return "/" + reference.getIndex();
        }
        return "/" + reference.getFieldName().replace("~", "~0").replace("/", "~1");
    }
}
