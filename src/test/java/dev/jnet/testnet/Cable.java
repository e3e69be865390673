package dev.jnet.testnet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A cable between two hosts: Ethernet, or one that carries bare IP packets as a VPN's interface
 * does.
 *
 * <p>Without a delay and with Ethernet it is a pair of veth devices, else a pair of tap or tun
 * devices with a {@link Relay} between. (Other than veth, those compute every checksum and cut
 * every large segment themselves, as a real card's far side would see it.)
 */
public final class Cable {
  private static final int ETHERNET_HEADER_WITH_TAG = 18;

  private final TestNet net;
  private final Host near;
  private final Host far;
  private final List<String> nearAddresses = new ArrayList<>();
  private final List<String> farAddresses = new ArrayList<>();
  private int mtu = 1500;
  private Duration delay = Duration.ZERO;
  private boolean ethernet = true;
  private String nearInterface = "";
  private String farInterface = "";

  Cable(TestNet net, Host near, Host far) {
    this.net = net;
    this.near = near;
    this.far = far;
  }

  /** The MTU of both its ends, 68 to 65521; 1500 when not set. IPv6 needs 1280. */
  public Cable mtu(int mtu) {
    this.mtu = mtu;
    return this;
  }

  /**
   * The time each way; none when not set. Exact to a few tenths of a millisecond.
   *
   * <p>The ends of a cable that takes time know each other's MAC address from the start, as hosts
   * that have been up for a while do: the first packet takes no longer than the others.
   */
  public Cable delay(Duration delay) {
    this.delay = delay;
    return this;
  }

  /** Makes it one for bare IP packets, between interfaces named tun0, tun1 and so on. */
  public Cable withoutEthernet() {
    ethernet = false;
    return this;
  }

  /** Adds an address with prefix length, such as {@code 192.0.2.1/24}, to each end. */
  public Cable addresses(String near, String far) {
    nearAddresses.add(near);
    farAddresses.add(far);
    return this;
  }

  /**
   * Makes the interfaces, gives them their addresses and sets them up; returns when both can be
   * used.
   */
  public Cable lay() {
    nearInterface = near.nextInterface(ethernet);
    farInterface = far.nextInterface(ethernet);
    StringBuilder script = new StringBuilder();
    if (ethernet && delay.isZero()) {
      script
          .append("ip link add ")
          .append(nearInterface)
          .append(" netns ")
          .append(near.namespace())
          .append(" type veth peer name ")
          .append(farInterface)
          .append(" netns ")
          .append(far.namespace())
          .append('\n');
    } else {
      int nearDevice = LibC.device(near.namespace(), nearInterface, ethernet);
      int farDevice = LibC.device(far.namespace(), farInterface, ethernet);
      int longest = ethernet ? mtu + ETHERNET_HEADER_WITH_TAG : mtu;
      net.keep(new Relay(nearDevice, farDevice, delay.toNanos(), longest));
    }
    String nearMac = near.nextMac();
    String farMac = far.nextMac();
    end(script, near, nearInterface, nearMac, nearAddresses, farMac, farAddresses);
    end(script, far, farInterface, farMac, farAddresses, nearMac, nearAddresses);
    net.shell(script.toString());
    near.keep(nearAddresses);
    far.keep(farAddresses);
    return this;
  }

  private void end(
      StringBuilder script,
      Host host,
      String name,
      String mac,
      List<String> addresses,
      String peerMac,
      List<String> peerAddresses) {
    script.append("ip -n ").append(host.namespace()).append(" -batch - <<'END'\n");
    script.append("link set ").append(name).append(" mtu ").append(mtu).append(" txqueuelen 10000");
    if (ethernet) {
      script.append(" address ").append(mac);
    }
    script.append("\nlink set ").append(name).append(" up\n");
    for (String address : addresses) {
      script.append("addr add ").append(address).append(" dev ").append(name);
      script.append(Host.isIpv6(address) ? " nodad\n" : "\n");
    }
    if (ethernet && !delay.isZero()) {
      for (String peer : peerAddresses) {
        script
            .append("neigh add ")
            .append(Host.withoutPrefix(peer))
            .append(" lladdr ")
            .append(peerMac);
        script.append(" dev ").append(name).append(" nud permanent\n");
      }
    }
    script.append("END\n");
  }

  /** The name of the interface at the near end, once it has been laid. */
  public String nearInterface() {
    return nearInterface;
  }

  /** The name of the interface at the far end, once it has been laid. */
  public String farInterface() {
    return farInterface;
  }
}
