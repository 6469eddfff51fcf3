package io.ordertable.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Creates responses with a version as their entity tag (RFC 9110, section 8.8.3). */
public final class EntityTags {

    /** The media type of a merge patch (RFC 7396), the format of every PATCH. */
    public static final String MERGE_PATCH_JSON = "application/merge-patch+json";

    /** Marks the response to a repeated request, which created nothing. */
    private static final String REPLAYED = "Idempotent-Replayed";

    /** Lets browsers keep a copy, to be checked with {@code If-None-Match} before each use, but not shared caches. */
    private static final CacheControl REVALIDATE = CacheControl.noCache().cachePrivate();

    private EntityTags() {}

    /** Returns the strong entity tag of a version, such as {@code "3"}. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Returns 200 with the body and its version, or 304 if {@code If-None-Match} names the version or is {@code *}. */
    public static <T> ResponseEntity<T> read(@Nullable String ifNoneMatch, long version, T body) {
        // Spring compares the tags, but does not take the * of a read.
        return "*".equals(ifNoneMatch)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                        .cacheControl(REVALIDATE)
                        .eTag(of(version))
                        .build()
                : ok(version, body);
    }

    /** Returns 200 with the body and its version. */
    public static <T> ResponseEntity<T> ok(long version, T body) {
        return ResponseEntity.ok()
                .cacheControl(REVALIDATE)
                .varyBy(HttpHeaders.AUTHORIZATION)
                .eTag(of(version))
                .body(body);
    }

    /** Returns 201 with a version and a location, marked as replayed if an earlier request created the resource. */
    public static ResponseEntity.BodyBuilder created(long version, URI location, boolean replayed) {
        ResponseEntity.BodyBuilder response = ResponseEntity.created(location).eTag(of(version));
        return replayed ? response.header(REPLAYED, "true") : response;
    }
}
