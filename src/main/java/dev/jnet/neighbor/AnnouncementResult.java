package dev.jnet.neighbor;

import java.util.List;

/**
 * What became of an announcement.
 *
 * @param question the address announced: source and target are one
 * @param sent announcements that were sent
 * @param needed announcements that make one whole
 * @param claims other stations that said that they have the address; empty when nobody objected
 */
public record AnnouncementResult(
    NeighborQuestion question, int sent, int needed, List<Claim> claims) {}
