package io.ordertable.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** All that can go wrong with a request, each with a code that clients may rely on. */
public enum ProblemCode {
    /** The body is not JSON: syntax, encoding, a member given twice. */
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not readable JSON"),
    /** The body is JSON, but breaks a rule; {@code errors} says where. */
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "The body breaks a rule"),
    /** A path variable, query parameter or header has a value that it cannot have; {@code parameter} names it. */
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter has an invalid value"),
    /** The cursor is not one that this API gave out. */
    INVALID_CURSOR(HttpStatus.BAD_REQUEST, "The cursor is invalid"),
    /** The request is not valid HTTP. */
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    /** The browser's origin is not among the allowed ones. */
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "The origin is not allowed"),
    /** There is nothing at this path. */
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path"),
    /** There is no such user, or it was deleted. */
    USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user"),
    /** There is no such order. */
    ORDER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such order"),
    /** The path exists, but not with this method; {@code Allow} lists those it has. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The path does not support this method"),
    /** None of the media types in {@code Accept} can be produced. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable media type can be produced"),
    /** The client took too long to send its request. */
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    /** Another user has this email address. */
    EMAIL_TAKEN(HttpStatus.CONFLICT, "The email address is taken"),
    /** The order's status does not allow the change; {@code from}, {@code to} and {@code allowed} say why. */
    ILLEGAL_TRANSITION(HttpStatus.CONFLICT, "The order's status does not allow this"),
    /** {@code If-Match} names another version than the current one, which {@code ETag} gives. */
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "The resource has changed"),
    /** The body, or a line of an import, is larger than the service accepts. */
    CONTENT_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "The content is too large"),
    /** The request target is longer than the service accepts. */
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request target is too long"),
    /** The body's media type is not one that the path takes; {@code Accept} lists those. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not supported"),
    /** The order does not fit into a DynamoDB item (400 KB). */
    ORDER_TOO_LARGE(HttpStatus.UNPROCESSABLE_ENTITY, "The order is too large to store"),
    /** The idempotency key was used for another body, or what it created has been deleted. */
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "The idempotency key cannot be used for this request"),
    /** A change needs {@code If-Match}. */
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "If-Match is required"),
    /** The header fields are larger than the service accepts. */
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are too large"),
    /** A bug; the log tells more under the {@code request_id}. */
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    /** This instance is at a limit of its own; nothing was done. Try again after {@code Retry-After}. */
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "The service is at its limit"),
    /** DynamoDB throttles; try again after {@code Retry-After}. */
    THROTTLED(HttpStatus.SERVICE_UNAVAILABLE, "The database is throttling"),
    /** DynamoDB cannot be reached or does not answer; try again after {@code Retry-After}. */
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database is unavailable");

    private final HttpStatus status;
    private final String title;
    private final URI type;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
        this.type = URI.create(
                "urn:ordertable:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The HTTP status that goes with the code. */
    public HttpStatus status() {
        return status;
    }

    /** One sentence for people, the same for every occurrence (RFC 9457, section 3.1.3). */
    public String title() {
        return title;
    }

    /** Identifies the problem type (RFC 9457, section 3.1.1). */
    public URI type() {
        return type;
    }

    /** The code for a status that the framework or the container chose. */
    static ProblemCode forStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> CONTENT_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            // An HTTP version that there is not: the client's fault, whatever the number says.
            case 505 -> BAD_REQUEST;
            default -> status.is4xxClientError() ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
