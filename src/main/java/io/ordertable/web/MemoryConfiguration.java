package io.ordertable.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Divides a part of the heap among requests that need much of it. While it is handled, a request takes several times the bytes
 * that it is counted with, as text, objects and DynamoDB's protocol.
 */
@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

    private static final int BODIES = 64;
    private static final int PAGES = 8;
    private static final long MAX_PAGES = 64 * 1024 * 1024;
    private static final int RESPONSES = 16;

    /** For bodies of requests. Eight times their size is taken while an order is placed. */
    @Bean(defaultCandidate = false)
    ByteBudget bodies() {
        return new ByteBudget("large bodies", Runtime.getRuntime().maxMemory() / BODIES);
    }

    /**
     * For orders that are read together, from the call to DynamoDB until the page is complete. However large the heap is, pages may
     * not use up the connections to DynamoDB: of 64 MB, 16 lists by status have 128 calls under way, eight each.
     */
    @Bean(defaultCandidate = false)
    ByteBudget pages() {
        return new ByteBudget("lists of orders", Math.min(Runtime.getRuntime().maxMemory() / PAGES, MAX_PAGES));
    }

    /** For responses that clients may be slow to read. */
    @Bean(defaultCandidate = false)
    ByteBudget responses() {
        return new ByteBudget("large responses", Runtime.getRuntime().maxMemory() / RESPONSES);
    }
}
