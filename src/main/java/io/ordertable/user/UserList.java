package io.ordertable.user;

import java.util.List;

/** The result of a search for users. */
record UserList(List<UserResponse> items) {}
