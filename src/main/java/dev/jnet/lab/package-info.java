/**
 * The practice network: an internet with a virtual clock, for tests, examples, and users who have
 * neither root nor network.
 *
 * <p>A {@link dev.jnet.lab.Topology} says who is there and how they are connected; a {@link
 * dev.jnet.lab.Lab} brings it to life behind a {@link dev.jnet.link.Link}. Packets travel from
 * machine to machine as events in a queue; when jnet waits, the clock jumps to the next of them.
 * Whatever is random comes from one seed, so that a run can be repeated byte for byte. The machines
 * read and write packets only through {@link dev.jnet.wire}, as jnet itself does.
 *
 * <h2>Topology files</h2>
 *
 * <p>A line a thing; {@code #} begins a comment; words are separated by blanks. First the title,
 * then nodes and links, each below the nodes it names. Built-in or not, all files are alike, and
 * {@code --lab ./my.lab} takes one of your own:
 *
 * <pre>
 * title  A home line: PPPoE takes 8 bytes
 * client laptop       192.168.1.20/24 2001:db8:1::20/64
 * router gateway      192.168.1.1/24  2001:db8:1::1/64  icmp-rate 1
 * host   www.lab.test 198.51.100.80   2001:db8:80::80   alias lab.test ttl 128
 * link   laptop gateway        mtu 1500 delay 300us
 * link   gateway www.lab.test  mtu 1492 delay 8ms loss 1% back mtu 1400
 * </pre>
 *
 * <ul>
 *   <li>A node has a name, at most one address of each IP version, and then settings; {@code alias
 *       NAME} and {@code mac ADDRESS} are possible. A prefix length behind an address makes the
 *       rest of that network known, where nobody lives: its router says "host unreachable".
 *   <li>Whoever is linked to the client is on its Ethernet and answers its ARP; the first router of
 *       them is its gateway. Packets to addresses of no known network end at the last router.
 *   <li>What is set on a link is set for both ways; behind {@code there} or {@code back} only for
 *       the way from the first to the second node, or only for the way back.
 *   <li>What can be set, its unit and its range: {@link dev.jnet.lab.Setting}.
 * </ul>
 */
package dev.jnet.lab;
