package io.ordertable.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.retry.annotation.Retry;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerAspect;
import io.github.resilience4j.spring6.retry.configure.RetryAspect;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.autoproxy.AbstractAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Puts our advice and Resilience4j's aspects around the repositories and looks at no other bean. Spring's own way, which
 * {@code spring.aop.auto} turns off, matches each pointcut with each method of each bean: a third of the start-up.
 */
@Configuration(proxyBeanMethods = false)
class RepositoryProxies {

    private static final Pointcut REPOSITORIES = AnnotationMatchingPointcut.forClassAnnotation(Retry.class);

    @Bean
    Advisor aroundCalls() {
        return advisor(new CallAdvice(), CallAdvice.ORDER);
    }

    @Bean
    Advisor retrying(RetryAspect aspect) {
        return advisor(new AspectAdvice<>(Retry.class, aspect::retryAroundAdvice), aspect.getOrder());
    }

    @Bean
    Advisor aroundBreaking(CircuitBreakerRegistry breakers) {
        return advisor(
                new VerdictAdvice(breakers.circuitBreaker(ResilienceConfiguration.INSTANCE)), VerdictAdvice.ORDER);
    }

    @Bean
    Advisor breaking(CircuitBreakerAspect aspect) {
        return advisor(new AspectAdvice<>(CircuitBreaker.class, aspect::circuitBreakerAroundAdvice), aspect.getOrder());
    }

    @Bean
    Advisor aroundAttempts(RetryBudget budget) {
        return advisor(new AttemptAdvice(budget), AttemptAdvice.ORDER);
    }

    private static Advisor advisor(Advice advice, int order) {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(REPOSITORIES, advice);
        advisor.setOrder(order);
        return advisor;
    }

    @Bean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)
    static AbstractAdvisorAutoProxyCreator repositoryProxyCreator() {
        AbstractAdvisorAutoProxyCreator creator = new OfRepositories();
        creator.setProxyTargetClass(true);
        creator.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return creator;
    }

    private static final class OfRepositories extends AbstractAdvisorAutoProxyCreator {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean shouldSkip(Class<?> beanClass, String beanName) {
            return !beanClass.isAnnotationPresent(Retry.class) || super.shouldSkip(beanClass, beanName);
        }
    }
}
