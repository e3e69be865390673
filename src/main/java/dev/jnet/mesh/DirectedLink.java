package dev.jnet.mesh;

/**
 * One direction of a link between two routers, or between a member and its router.
 *
 * @param from a router's address, or a member's name
 * @param to a router's address, or a member's name
 */
public record DirectedLink(String from, String to) {}
