package io.ordertable.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How parameters and bodies are read. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/swagger-ui.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/v1/**");
    }

    /** Parameters are read by the registered editors. An {@code @InitBinder} would do the same by reflection, for each of them. */
    @Bean
    ConfigurableWebBindingInitializer webBindingInitializer(
            FormattingConversionService mvcConversionService,
            Validator mvcValidator,
            List<PropertyEditorRegistrar> editors) {
        ConfigurableWebBindingInitializer initializer = new ConfigurableWebBindingInitializer();
        initializer.setConversionService(mvcConversionService);
        initializer.setValidator(mvcValidator);
        initializer.setPropertyEditorRegistrars(editors.toArray(PropertyEditorRegistrar[]::new));
        return initializer;
    }

    /** Bounds what a body costs by what it contains: an order of 100 lines has about 1,000 tokens. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer limitedTokens() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxTokenCount(InvalidBody.MAX_TOKENS)
                .build();
        return builder -> builder.factory(
                JsonFactory.builder().streamReadConstraints(limits).build());
    }

    /** A number is not taken for a string, which Jackson would do. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer strictStrings() {
        return builder -> builder.postConfigurer(WebConfiguration::refuseNonStrings);
    }

    /** A merge patch tells an absent member from one that is {@code null}: only the latter is an empty Optional. */
    @Bean
    Jdk8Module absentIsNotNull() {
        return new Jdk8Module().configureReadAbsentAsNull(true);
    }

    static void refuseNonStrings(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
