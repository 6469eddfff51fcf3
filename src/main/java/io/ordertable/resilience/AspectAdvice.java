package io.ordertable.resilience;

import java.lang.annotation.Annotation;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.ProceedingJoinPoint;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.aspectj.MethodInvocationProceedingJoinPoint;

/**
 * Calls one of Resilience4j's aspects directly. AspectJ's way to it matches the pointcut at each call, to bind the annotation, and
 * calls by reflection.
 *
 * @param annotation what the aspect looks for at the repository's class
 * @param aspect its around advice
 */
record AspectAdvice<A extends Annotation>(Class<A> annotation, Around<A> aspect) implements MethodInterceptor {

    /** An aspect's around advice. */
    interface Around<A extends Annotation> {

        @Nullable Object proceed(ProceedingJoinPoint call, @Nullable A annotation) throws Throwable;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Class<?> repository = Objects.requireNonNull(call.getThis()).getClass();
        return aspect.proceed(
                new MethodInvocationProceedingJoinPoint((ProxyMethodInvocation) call),
                repository.getAnnotation(annotation));
    }
}
