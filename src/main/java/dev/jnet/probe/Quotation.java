package dev.jnet.probe;

import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.TcpQuote;

/** Finds the probe of a flow that an ICMP error quotes. */
final class Quotation {
  /** What an equal IPv4 identification weighs against equal bytes, of which a quote has fewer. */
  private static final int SAME_IDENTIFICATION = 1 << 16;

  private Quotation() {}

  /**
   * The probe that is most like a quote. A SYN sent again differs only in its identification and
   * its options, and what a router has rewritten differs from all of them.
   *
   * @param newest the last probe of the quote's flow
   * @return null when the quote can be of none of the flow's probes
   */
  static RememberedProbe mostAlike(RememberedProbe newest, IpPacket quoted) {
    RememberedProbe best = null;
    int most = -1;
    for (RememberedProbe sent = newest; sent != null; sent = sent.earlier()) {
      int alike = isOf(sent.probe(), quoted) ? alike(sent.probe().packet(), quoted) : -1;
      if (alike > most) {
        most = alike;
        best = sent;
      }
    }
    return best;
  }

  private static int alike(IpPacket sent, IpPacket quoted) {
    boolean sameIdentification = sent.identification() == quoted.identification();
    return Payloads.countAlike(sent.payload(), quoted.payload())
        + (sameIdentification ? SAME_IDENTIFICATION : 0);
  }

  /**
   * Whether a quote, as far as it goes, can be of this probe: same length, same token. TCP's token
   * is the sequence number; a router may have rewritten what follows it.
   */
  private static boolean isOf(Probe probe, IpPacket quoted) {
    if (quoted.totalLength() != probe.firstLength()) {
      return false;
    }
    IpPacket packet = probe.packet();
    return packet.protocol() == IpProtocol.TCP
        ? Payloads.beginAlike(packet.payload(), quoted.payload(), TcpQuote.LEAST)
        : Payloads.beginAlike(Payloads.data(packet), Payloads.data(quoted), Payloads.TOKEN);
  }
}
