package io.ordertable.security;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
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

    ProblemEntryPoint(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        ServiceException problem;
        if (failure instanceof IssuerUnavailableException) {
            problem = new ServiceException(
                    CommonError.ISSUER_UNAVAILABLE, "The token cannot be verified now. Try again after a moment.");
        } else {
            challenge.commence(request, response, failure);
            problem = new ServiceException(
                    CommonError.UNAUTHENTICATED,
                    "Send Authorization: Bearer with a token that is valid and meant for this API.");
        }
        problems.resolveException(request, response, null, problem);
    }
}
