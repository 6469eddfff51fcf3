package io.ordertable.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import jakarta.validation.ConstraintViolation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/** A body, or a line of one, that is JSON but breaks a rule. */
public final class InvalidBody {

    /** The largest number of JSON tokens in a body or in a line of an import. */
    static final long MAX_TOKENS = 20_000;

    /** The largest number of broken rules that are reported. */
    private static final int MAX_ERRORS = 100;

    private InvalidBody() {}

    /** What Bean Validation found. */
    public static ServiceException from(Set<? extends ConstraintViolation<?>> violations) {
        return invalid(violations.stream()
                .map(violation ->
                        FieldProblem.atProperty(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted()
                .toList());
    }

    /** What Spring's argument validation found. */
    static ServiceException from(BindingResult result) {
        return invalid(result.getAllErrors().stream()
                .map(error -> FieldProblem.atProperty(
                        error instanceof FieldError field ? field.getField() : "",
                        String.valueOf(error.getDefaultMessage())))
                .sorted()
                .toList());
    }

    /** What Jackson could not read: bad syntax, or a member that is unknown or of the wrong type. */
    public static ServiceException from(IOException unreadable) {
        return from(unreadable, 1);
    }

    /** What Jackson could not read in a text that begins at this line of the body. */
    public static ServiceException from(IOException unreadable, long firstLine) {
        if (hasTooManyTokens(unreadable)) {
            return new ServiceException(
                    CommonError.CONTENT_TOO_LARGE, "At most " + MAX_TOKENS + " JSON tokens are accepted.");
        }
        if (unreadable instanceof JsonMappingException mapping && !isSyntax(mapping) && isOneValue(mapping)) {
            return invalid(List.of(FieldProblem.at(mapping)));
        }
        return malformed(unreadable instanceof JsonProcessingException json ? place(json, firstLine) : "");
    }

    /**
     * Refuses what is not UTF-8, the one encoding that JSON has between systems (RFC 8259, section 8.1). Jackson by itself would
     * guess others, and take overlong sequences.
     */
    public static void requireUtf8(byte[] json) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            // JSON has no NUL; UTF-16 and UTF-32 have many.
            if (text.chars().anyMatch(c -> c == 0)) {
                throw malformed("");
            }
        } catch (CharacterCodingException e) {
            throw malformed("");
        }
    }

    /** Creates the exception for a body that ended too early. */
    public static ServiceException incomplete() {
        return new ServiceException(HttpError.BAD_REQUEST, "The body ended before it was complete.");
    }

    /** Creates the exception for a line of an import that is empty. */
    public static ServiceException emptyLine() {
        return new ServiceException(HttpError.MALFORMED_JSON, "The line holds no order.");
    }

    private static ServiceException invalid(List<FieldProblem> errors) {
        return new ServiceException(HttpError.VALIDATION_FAILED, summary(errors))
                .with("errors", errors.stream().limit(MAX_ERRORS).toList());
    }

    private static ServiceException malformed(String place) {
        return new ServiceException(
                HttpError.MALFORMED_JSON, "The body is not readable as JSON in UTF-8 (RFC 8259)" + place + ".");
    }

    private static String place(JsonProcessingException unreadable, long firstLine) {
        JsonLocation location = unreadable.getLocation();
        return location == null
                ? ""
                : ": line " + (firstLine + location.getLineNr() - 1) + ", column " + location.getColumnNr();
    }

    /** Jackson has one exception for all its limits, which differ in nothing but the text. */
    private static boolean hasTooManyTokens(IOException unreadable) {
        return NestedExceptionUtils.getMostSpecificCause(unreadable) instanceof StreamConstraintsException limit
                && limit.getOriginalMessage().startsWith("Token count");
    }

    /** A number that is too large for its member is well-formed; every other failure to read on is a matter of syntax. */
    private static boolean isSyntax(JsonMappingException mapping) {
        Throwable cause = mapping.getCause();
        boolean outOfRange = cause instanceof InputCoercionException || cause instanceof StreamConstraintsException;
        return cause instanceof IOException && !outOfRange;
    }

    /** Jackson reports an empty body, and a second value behind the first, as values that do not fit; only their texts tell. */
    private static boolean isOneValue(JsonMappingException mapping) {
        String message = mapping.getOriginalMessage();
        return !message.startsWith("No content to map") && !message.startsWith("Trailing token");
    }

    private static String summary(List<FieldProblem> errors) {
        FieldProblem first = errors.getFirst();
        String place = first.pointer().isEmpty() ? "The body" : first.pointer();
        String others = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return place + " " + first.detail() + others + ".";
    }
}
