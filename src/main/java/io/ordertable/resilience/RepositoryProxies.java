package io.ordertable.resilience;

import io.github.resilience4j.retry.annotation.Retry;
import org.springframework.aop.aspectj.annotation.AnnotationAwareAspectJAutoProxyCreator;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Puts the aspects around the repositories and looks at no other bean. Spring's own way, which {@code spring.aop.auto} turns off,
 * matches each pointcut with each method of each bean: a third of the start-up.
 */
@Configuration(proxyBeanMethods = false)
class RepositoryProxies {

    @Bean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)
    static AnnotationAwareAspectJAutoProxyCreator repositoryProxyCreator() {
        AnnotationAwareAspectJAutoProxyCreator creator = new OfRepositories();
        creator.setProxyTargetClass(true);
        creator.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return creator;
    }

    private static final class OfRepositories extends AnnotationAwareAspectJAutoProxyCreator {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean shouldSkip(Class<?> beanClass, String beanName) {
            return !beanClass.isAnnotationPresent(Retry.class) || super.shouldSkip(beanClass, beanName);
        }
    }
}
