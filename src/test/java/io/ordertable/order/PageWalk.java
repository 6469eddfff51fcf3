package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists to their end as a client does: by following the links. */
final class PageWalk {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final int MOST_PAGES = 1000;

    private PageWalk() {}

    /** All pages from this one on. */
    static List<ApiResponse> pages(Api api, String path) {
        List<ApiResponse> pages = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            ApiResponse page = api.get(next);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            pages.add(page);
            assertThat(pages).hasSizeLessThan(MOST_PAGES);
            next = nextOf(page);
        }
        return pages;
    }

    /** The ids on all pages from this one on. */
    static List<String> ids(Api api, String path) {
        return ids(pages(api, path));
    }

    static List<String> ids(List<ApiResponse> pages) {
        return pages.stream().flatMap(page -> ids(page).stream()).toList();
    }

    static List<String> ids(ApiResponse page) {
        return page.texts("/items", "order_id");
    }

    /** Where the page's link leads; empty on the last page. */
    static String nextOf(ApiResponse page) {
        assertThat(page.json().has("next_cursor")).isTrue();
        boolean last = page.json().path("next_cursor").isNull();
        assertThat(page.header("Link").isEmpty()).isEqualTo(last);
        if (last) {
            return "";
        }
        Matcher link = NEXT.matcher(page.header("Link"));
        assertThat(link.matches()).as(page.header("Link")).isTrue();
        return link.group(1);
    }
}
