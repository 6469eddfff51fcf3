package io.ordertable.metrics;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.jackson.EndpointObjectMapper;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Accepts numbers in the bodies of actuator endpoints. Boot reads these as maps of strings, but the API's mapper converts no types. */
@Configuration(proxyBeanMethods = false)
class EndpointRequestBodies implements WebMvcConfigurer {

    private final EndpointObjectMapper mapper;

    EndpointRequestBodies(EndpointObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        for (HttpMessageConverter<?> converter : converters) {
            if (converter instanceof AbstractJackson2HttpMessageConverter json) {
                json.registerObjectMappersForType(Map.class, mappers -> mappers.put(MediaType.ALL, mapper.get()));
            }
        }
    }
}
