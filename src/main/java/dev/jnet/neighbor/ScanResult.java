package dev.jnet.neighbor;

import java.util.List;

/**
 * Who is on the link.
 *
 * @param range the addresses asked for; this machine's own left out
 * @param addresses how many there are to ask for
 * @param sent questions that were sent, in all rounds
 * @param refused questions of these that the link did not take
 * @param found in the order of their addresses
 * @param complete whether all rounds were asked and waited for
 * @param took ns from the first question until the end
 * @param waited ns that each question had for its answer, at least
 */
public record ScanResult(
    AddressRange range,
    int addresses,
    int sent,
    int refused,
    List<ScanFinding> found,
    boolean complete,
    long took,
    long waited) {
  /** How many addresses more than one station has. */
  public int duplicates() {
    int count = 0;
    for (ScanFinding each : found) {
      count += each.isDuplicate() ? 1 : 0;
    }
    return count;
  }
}
