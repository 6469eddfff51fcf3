package io.ordertable;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Serves the sample shop from its sources, before the filter that asks for a token, and gives it the addresses that it calls. */
@Order(Ordered.HIGHEST_PRECEDENCE + 16)
final class LocalShop extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String PATH = "/shop";
    private static final Path FOLDER = Path.of("http", "shop");

    private final transient ResourceHttpRequestHandler files = new ResourceHttpRequestHandler();
    private final transient Supplier<Map<String, String>> addresses;

    /** Creates the filter. The addresses are those of the API, the issuer, the throttle switch and operators' endpoints. */
    LocalShop(Supplier<Map<String, String>> addresses) throws Exception {
        this.addresses = addresses;
        files.setLocations(List.of(new FileSystemResource(FOLDER + "/")));
        files.setCacheControl(CacheControl.noCache());
        files.afterPropertiesSet();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path.equals(PATH)) {
            response.sendRedirect(PATH + "/");
        } else if (path.equals(PATH + "/config.json")) {
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            new ObjectMapper().writeValue(response.getOutputStream(), addresses.get());
        } else if (path.startsWith(PATH + "/")) {
            String file = path.substring(PATH.length() + 1);
            request.setAttribute(
                    HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE, file.isEmpty() ? "index.html" : file);
            response.setHeader("X-Content-Type-Options", "nosniff");
            try {
                files.handleRequest(request, response);
            } catch (NoResourceFoundException e) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
