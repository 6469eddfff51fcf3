package io.ordertable.web;

import io.ordertable.error.CommonError;
import io.ordertable.error.ErrorCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What can be wrong with an HTTP request, whatever it is about. */
enum HttpError implements ErrorCode {
    /** The body is not JSON: syntax, encoding, a member given twice. */
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not readable JSON"),
    /** The body is JSON, but breaks a rule; {@code errors} lists where. */
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "The body breaks a rule"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "The origin is not allowed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path"),
    /** The path exists, but not with this method; {@code Allow} lists those it has. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The path does not support this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable media type can be produced"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request target is too long"),
    /** The body's media type is not one that the path takes; {@code Accept} lists those. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not supported"),
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "If-Match is required"),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are too large");

    private final HttpStatus status;
    private final String title;

    HttpError(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public Category category() {
        return Category.INVALID;
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns the code for a status that the framework or the container chose. */
    static ErrorCode of(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> CommonError.CONTENT_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> CommonError.OVERLOADED;
            // An HTTP version that does not exist is the client's fault, whatever the number says.
            case 505 -> BAD_REQUEST;
            default -> status.is4xxClientError() ? BAD_REQUEST : CommonError.INTERNAL_ERROR;
        };
    }

    static HttpStatus statusOf(ErrorCode code) {
        if (code instanceof HttpError error) {
            return error.status;
        }
        return switch (code.category()) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case VERSION_MISMATCH -> HttpStatus.PRECONDITION_FAILED;
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_ENTITY;
            case TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
