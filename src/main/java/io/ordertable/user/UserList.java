package io.ordertable.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The users that a search found. */
@Schema(name = "UserList", description = "The users that a search found.")
record UserList(List<UserResponse> items) {}
