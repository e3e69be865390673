package dev.jnet.neighbor;

import java.util.List;

/**
 * How often an address was announced, and which stations objected.
 *
 * @param question names the announced address as its source and as its target
 * @param sent announcements that were sent
 * @param needed how many a complete announcement consists of
 * @param claims other stations that said that they have the address; empty when none objected
 */
public record AnnouncementResult(
    NeighborQuestion question, int sent, int needed, List<Claim> claims) {}
