package io.ordertable.security;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Rejects requests without a valid token by a problem document, and the challenge that clients expect (RFC 6750, section 3). */
@Component
class ProblemEntryPoint implements AuthenticationEntryPoint {

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final HandlerExceptionResolver problems;
    private final FailedAuthentications failures;
    private final Refusals refusals;

    ProblemEntryPoint(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            FailedAuthentications failures,
            Refusals refusals) {
        this.problems = problems;
        this.failures = failures;
        this.refusals = refusals;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        problems.resolveException(request, response, null, problem(request, response, failure));
    }

    private ServiceException problem(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        if (failure instanceof AuthenticationServiceException) {
            return new ServiceException(
                    CommonError.ISSUER_UNAVAILABLE, "The token cannot be verified now. Try again after a moment.");
        }
        long secondsToWait = failure instanceof FailedAuthentications.TooManyException e
                ? e.secondsToWait()
                : failures.count(request);
        if (secondsToWait > 0) {
            return refusals.refuse(
                    "address", "Too many requests without a valid token came from here.", secondsToWait, response);
        }
        challenge.commence(request, response, failure);
        return new ServiceException(
                CommonError.UNAUTHENTICATED,
                "Send Authorization: Bearer with a token that is valid and meant for this API.");
    }
}
