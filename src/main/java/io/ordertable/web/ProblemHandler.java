package io.ordertable.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.error.CommonError;
import io.ordertable.error.ErrorCode;
import io.ordertable.error.ErrorCode.Category;
import io.ordertable.error.ServiceException;
import io.ordertable.metrics.Measurement;
import io.ordertable.table.VersionMismatch;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Renders exceptions as problem documents. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private static final Set<Category> OF_CALLERS = EnumSet.of(Category.UNAUTHENTICATED, Category.FORBIDDEN);

    private final MeterProvider<Counter> refused;

    ProblemHandler(MeterRegistry registry) {
        this.refused = Counter.builder("requests.refused")
                .description("Requests that were rejected because of their caller")
                .withRegistry(registry);
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(ServiceException e, WebRequest request) {
        ProblemDetail body = problem(e.code(), e.detail(), request);
        e.members().forEach(body::setProperty);
        if (OF_CALLERS.contains(e.code().category())) {
            Measurement.take(() -> refused.withTag("code", e.code().name()).increment());
        }
        HttpHeaders headers = new HttpHeaders();
        if (e instanceof VersionMismatch mismatch) {
            headers.setETag(EntityTags.of(mismatch.currentVersion()));
        }
        Problems.retryAfter(e.code()).ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
        return response(body, headers);
    }

    /** Handles what the container rejects when it decodes the query or reads the body, and unexpected exceptions. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(Exception failure, ServletWebRequest request) {
        if (failure instanceof HttpException badRequest && badRequest.getCode() < 500) {
            ErrorCode code = HttpError.of(HttpStatusCode.valueOf(badRequest.getCode()));
            return response(problem(code, code.title() + ".", request), null);
        }
        if (request.getResponse() instanceof HttpServletResponse response && response.isCommitted()) {
            log.info("Response could not be completed: {}", failure.toString());
            return null;
        }
        log.error("Request failed", failure);
        return response(problem(CommonError.INTERNAL_ERROR, "The request id leads to the cause.", request), null);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handle(InvalidBody.from(e.getBindingResult()), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // Jackson wraps what the body's stream throws while it reads a member.
        if (NestedExceptionUtils.getRootCause(e) instanceof ServiceException problem) {
            return handle(problem, request);
        }
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return handle(InvalidBody.from(unreadable), request);
        }
        return response(problem(HttpError.MALFORMED_JSON, "The request needs a JSON body in UTF-8.", request), headers);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getRootCause(e) instanceof ServiceException problem) {
            return handle(problem, request);
        }
        String name = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "A parameter";
        return handle(CommonError.invalidParameter(name, ValueRules.of(e.getRequiredType())), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var first = e.getParameterValidationResults().getFirst();
        String name = String.valueOf(first.getMethodParameter().getParameterName());
        String rule = String.valueOf(first.getResolvableErrors().getFirst().getDefaultMessage());
        return handle(CommonError.invalidParameter(name, rule), request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handle(CommonError.invalidParameter(e.getParameterName(), "is required"), request);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MissingRequestHeaderException missing ? missing.getHeaderName() : "A parameter";
        return handle(CommonError.invalidParameter(name, "is required"), request);
    }

    /** Handles everything else that Spring MVC rejects, by its status. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            log.error("Request failed", e);
        }
        ErrorCode code = HttpError.of(status);
        return response(problem(code, code.title() + ".", request), headers);
    }

    private static ProblemDetail problem(ErrorCode code, String detail, WebRequest request) {
        return Problems.of(code, detail, path(request));
    }

    private static ResponseEntity<Object> response(ProblemDetail body, @Nullable HttpHeaders headers) {
        return ResponseEntity.status(body.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static String path(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }
}
