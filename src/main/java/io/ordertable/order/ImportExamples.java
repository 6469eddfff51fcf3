package io.ordertable.order;

/** Lines of an import as the API document shows them. */
final class ImportExamples {

    static final String ORDERS = """
            {"user_id": "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e", "currency": "EUR", "lines": [{"sku": "TEA-042", "name": "Darjeeling, 100 g", "quantity": 2, "unit_price": "9.99"}]}
            {"user_id": "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e", "currency": "JPY", "lines": [{"sku": "CUP-007", "name": "Cup", "quantity": 1, "unit_price": "1200"}]}
            """;

    static final String RESULTS = """
            {"line": 1, "result": "created", "user_id": "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e", "order_id": "0196f0c4-2f00-7a11-9c00-0a1b2c3d4e5f"}
            {"line": 2, "result": "rejected", "code": "CONTENT_TOO_LARGE", "detail": "At most 524288 bytes are accepted."}
            """;

    private ImportExamples() {}
}
