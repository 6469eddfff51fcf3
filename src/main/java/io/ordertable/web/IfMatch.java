package io.ordertable.web;

import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The condition in an {@code If-Match} header (RFC 9110, section 13.1.1): any version, or one of those named. Weak and
 * foreign tags are allowed there and match nothing.
 *
 * @param any whether every version matches ({@code *})
 * @param versions the versions that match
 * @param single whether the header named one tag and no more
 */
public record IfMatch(boolean any, Set<Long> versions, boolean single) {

    /** An entity tag of a list; empty elements before it are allowed (RFC 9110, section 5.6.1.2). */
    private static final Pattern TAG =
            Pattern.compile("\\G[\\s,]*(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"\\s*(?=,|\\z)");

    private static final Pattern NO_TAGS = Pattern.compile("[\\s,]*");
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

    /**
     * Reads the header of a request that may not go without one.
     *
     * @throws ProblemException with {@link ProblemCode#PRECONDITION_REQUIRED} where there is none (RFC 6585, section 3),
     *     {@link ProblemCode#INVALID_PARAMETER} where it is not a list of entity tags
     */
    public static IfMatch required(@Nullable String header) {
        if (header == null) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the version that you mean to change.");
        }
        if (header.strip().equals("*")) {
            return new IfMatch(true, Set.of(), false);
        }
        return ofTags(header);
    }

    /** Tag by tag: a pattern for the whole list would take stack for each tag. */
    private static IfMatch ofTags(String header) {
        Set<Long> versions = new TreeSet<>();
        int tags = 0;
        int end = 0;
        for (Matcher tag = TAG.matcher(header); tag.find(); tags++) {
            boolean strong = tag.group(1) == null;
            if (strong && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Long.valueOf(tag.group(2)));
            }
            end = tag.end();
        }
        if (tags == 0 || !NO_TAGS.matcher(header.substring(end)).matches()) {
            throw InvalidParameter.named(HttpHeaders.IF_MATCH, "must be an entity tag in double quotes, such as \"3\"");
        }
        return new IfMatch(false, versions, tags == 1);
    }

    /** The one version that matches, where that is known without asking for the current one. */
    public OptionalLong soleVersion() {
        return single && versions.size() == 1
                ? OptionalLong.of(versions.iterator().next())
                : OptionalLong.empty();
    }

    /**
     * Holds the current version against the condition.
     *
     * @throws PreconditionFailed where it does not match
     */
    public void check(long currentVersion) {
        if (!any && !versions.contains(currentVersion)) {
            throw PreconditionFailed.currentVersion(currentVersion);
        }
    }
}
