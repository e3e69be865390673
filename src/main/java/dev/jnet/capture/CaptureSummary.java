package dev.jnet.capture;

import java.util.List;

/**
 * What a capture shows.
 *
 * @param frames that were read
 * @param unread frames of other link types, or without an IP packet that can be read
 * @param firstAt when the first frame was captured, in ns since 1970
 * @param duration from the first frame to the last one, in ns
 * @param conversations over TCP, in the order of their beginnings
 * @param tooBig the routers' reports of packets that were too big
 * @param lookups questions to name servers that failed, or were answered late
 * @param duplicates addresses that several stations of a link claim
 * @param uncaptured frames that passed and were not captured, as far as the file tells
 * @param leftOut conversations, reports, questions and claims for which there was no room
 */
public record CaptureSummary(
    long frames,
    long unread,
    long firstAt,
    long duration,
    List<TcpSummary> conversations,
    List<TooBig> tooBig,
    List<CapturedLookup> lookups,
    List<DuplicateAddress> duplicates,
    long uncaptured,
    long leftOut) {
  /** Copies the lists. */
  public CaptureSummary {
    conversations = List.copyOf(conversations);
    tooBig = List.copyOf(tooBig);
    lookups = List.copyOf(lookups);
    duplicates = List.copyOf(duplicates);
  }

  /** Whether every frame was captured: otherwise what is missing may have passed. */
  public boolean isWhole() {
    return uncaptured == 0;
  }
}
