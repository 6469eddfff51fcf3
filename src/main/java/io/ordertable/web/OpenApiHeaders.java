package io.ordertable.web;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Documents the headers of responses. Each is described once, and responses refer to it by its name. */
final class OpenApiHeaders {

    private final Map<String, Header> shared = new LinkedHashMap<>();

    OpenApiHeaders() {
        always(RequestId.HEADER, "The request's id.", new StringSchema());
        always(
                HttpHeaders.ETAG,
                "The current version; that of a compressed response ends with `--gzip`.",
                new StringSchema().pattern("^\"[1-9][0-9]*(--gzip)?\"$"));
        always(
                HttpHeaders.CACHE_CONTROL,
                "A copy is to be validated by `If-None-Match` before each use.",
                new StringSchema());
        always(HttpHeaders.LOCATION, "Where it is from now on.", new StringSchema().format("uri-reference"));
        always(
                HttpHeaders.RETRY_AFTER,
                "Seconds after which to try again.",
                new IntegerSchema().minimum(BigDecimal.ONE));
        sometimes(HttpHeaders.LINK, "The next page, `<…>; rel=\"next\"` (RFC 8288); none on the last page.");
        sometimes(EntityTags.REPLAYED, "`true` if an earlier request with the same key created it.");
        sometimes(HttpHeaders.ACCEPT, "The media types that are supported.");
        sometimes(HttpHeaders.ACCEPT_PATCH, "The media types that PATCH supports (RFC 5789).");
    }

    /** All of them. */
    Map<String, Header> shared() {
        return shared;
    }

    /** A reference to the description. */
    Header document(String name, Header header) {
        return shared.containsKey(name) ? new Header().$ref(name) : header;
    }

    private void always(String name, String description, Schema<?> schema) {
        shared.put(name, new Header().description(description).required(true).schema(schema));
    }

    private void sometimes(String name, String description) {
        shared.put(name, new Header().description(description).schema(new StringSchema()));
    }
}
