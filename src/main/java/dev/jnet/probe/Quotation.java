package dev.jnet.probe;

import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.TcpQuote;

/** Finds the probe of a flow that an ICMP error quotes. */
final class Quotation {
  /**
   * An equal IPv4 identification weighs more than all equal bytes: a quote has fewer bytes than
   * this.
   */
  private static final int SAME_IDENTIFICATION = 1 << 16;

  private Quotation() {}

  /**
   * The probe that is most like a quote. A retransmitted SYN differs from the first one only in its
   * identification and its options. A quote that a router has rewritten differs from all of them.
   *
   * @param newest the last probe of the quote's flow
   * @return null when the quote is of none of the flow's probes
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
   * Whether a quote can be of this probe: it has the same length, and the same token as far as it
   * is quoted. TCP's token is the sequence number. A router may have rewritten the fields after it.
   */
  private static boolean isOf(Probe probe, IpPacket quoted) {
    if (quoted.totalLength() != probe.firstLength()) {
      return false;
    }
    IpPacket packet = probe.packet();
    return packet.protocol() == IpProtocol.TCP
        ? Payloads.beginAlike(packet.payload(), quoted.payload(), TcpQuote.MIN)
        : Payloads.beginAlike(Payloads.data(packet), Payloads.data(quoted), Payloads.TOKEN);
  }
}
