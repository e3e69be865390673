package dev.jnet.neighbor;

import java.util.List;

/**
 * The stations that answered a scan.
 *
 * @param range the addresses asked for; this machine's own address is left out
 * @param addresses how many addresses there were to ask for
 * @param sent questions that were sent, in all rounds
 * @param refused how many of these questions the link did not take
 * @param found in the order of their addresses
 * @param complete whether both rounds are over
 * @param took ns from the first question until the end
 * @param waited the least time that each question had for its answer, in ns
 * @param otherVlans answers with the tag of another VLAN, which do not count
 */
public record ScanResult(
    AddressRange range,
    int addresses,
    int sent,
    int refused,
    List<ScanFinding> found,
    boolean complete,
    long took,
    long waited,
    List<Sighting> otherVlans) {
  /** How many addresses are claimed by more than one station. */
  public int duplicates() {
    int count = 0;
    for (ScanFinding each : found) {
      count += each.isDuplicate() ? 1 : 0;
    }
    return count;
  }
}
