package io.ordertable.metrics.capacity;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.jackson.EndpointObjectMapper;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets actuator endpoints take numbers: Boot reads their bodies as maps of texts, and the API's own mapper coerces nothing. */
@Configuration(proxyBeanMethods = false)
class EndpointBodies implements WebMvcConfigurer {

    private static final List<MediaType> JSON =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    private final EndpointObjectMapper mapper;

    EndpointBodies(EndpointObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        for (HttpMessageConverter<?> converter : converters) {
            if (converter instanceof AbstractJackson2HttpMessageConverter json) {
                json.registerObjectMappersForType(
                        Map.class, mappers -> JSON.forEach(type -> mappers.put(type, mapper.get())));
            }
        }
    }
}
