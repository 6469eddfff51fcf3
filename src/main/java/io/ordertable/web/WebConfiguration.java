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
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How parameters and bodies are read. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Pattern EXPRESSION = Pattern.compile("(?<=\\{\\w{1,30}):[^}]+");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/swagger-ui.html");
        registry.addRedirectViewController("/swagger-ui.html", "/swagger-ui/index.html");
    }

    /** Swagger UI, with an initializer of our own in front of the one that shows an example. */
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

    /** Takes numbers and truth values as JSON has them. Spring also takes {@code 0x10} and {@code yes}. */
    @Bean
    PropertyEditorRegistrar plainValues() {
        return registry -> {
            registry.registerCustomEditor(int.class, new StrictEditor(WebConfiguration::wholeNumber));
            registry.registerCustomEditor(boolean.class, new StrictEditor(WebConfiguration::truthValue));
        };
    }

    private static Integer wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a whole number");
        }
        return Integer.valueOf(text);
    }

    private static Boolean truthValue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /** Names paths in metrics without the expressions that restrict their variables. */
    @Bean
    MeterFilter plainPaths() {
        return MeterFilter.replaceTagValues(
                "uri", path -> EXPRESSION.matcher(path).replaceAll(""));
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
