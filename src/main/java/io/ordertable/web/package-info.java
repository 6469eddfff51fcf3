/** What every endpoint shares: problem details, request ids, entity tags, request limits, CORS and the API document. */
@NullMarked
package io.ordertable.web;

import org.jspecify.annotations.NullMarked;
