package dev.jnet.mesh;

/**
 * One direction of a link between two routers, or between a member and its router.
 *
 * @param from a router's address, or a member's name
 * @param to a router's address, or a member's name; of parallel links whose routers answer from
 *     each, the router's address on this one
 */
public record DirectedLink(String from, String to) {}
