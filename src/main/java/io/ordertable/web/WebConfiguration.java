package io.ordertable.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures what Spring MVC reads and serves. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Pattern EXPRESSION = Pattern.compile("(?<=\\{\\w{1,30}):[^}]+");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/swagger-ui.html");
        registry.addRedirectViewController("/swagger-ui.html", "/swagger-ui/index.html");
    }

    /** Serves Swagger UI, with an initializer that replaces its own, which shows an example. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/swagger-ui/**")
                .addResourceLocations(
                        "classpath:/swagger-ui/", "classpath:/META-INF/resources/webjars/swagger-ui/5.34.1/");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/v1/**");
    }

    /** Leaves out a filter of Spring Boot's, because the dispatcher does the same. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> registration =
                new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    /** Registers editors without {@code @InitBinder}, which Spring would look for in each request. */
    @Bean
    ConfigurableWebBindingInitializer parameterEditors(
            @Qualifier("mvcConversionService") FormattingConversionService conversions,
            @Qualifier("mvcValidator") Validator validator,
            List<PropertyEditorRegistrar> editors) {
        ConfigurableWebBindingInitializer initializer = new ConfigurableWebBindingInitializer();
        initializer.setConversionService(conversions);
        initializer.setValidator(validator);
        initializer.setPropertyEditorRegistrars(editors.toArray(PropertyEditorRegistrar[]::new));
        return initializer;
    }

    /** Names paths in metrics without the expressions that restrict their variables. */
    @Bean
    MeterFilter plainPaths() {
        return MeterFilter.replaceTagValues("uri", WebConfiguration::plainPath);
    }

    static String plainPath(String pattern) {
        return EXPRESSION.matcher(pattern).replaceAll("");
    }

    /** Limits the number of tokens in a body, and rejects numbers where strings are expected. An order of 100 lines has about 1,000 tokens. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer strictJson() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxTokenCount(InvalidBody.MAX_TOKENS)
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(limits).build();
        return builder -> builder.factory(factory).postConfigurer(WebConfiguration::rejectNonStrings);
    }

    /** Distinguishes an absent member of a merge patch from {@code null}, which becomes an empty Optional. */
    @Bean
    Jdk8Module absentIsNotNull() {
        return new Jdk8Module().configureReadAbsentAsNull(true);
    }

    static void rejectNonStrings(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
