package org.pcap4j.core;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before pcap4j's class of this name on the class path: the part of libpcap that jnet has
 * pcap4j call, each function looked up when it is called first.
 *
 * <p>pcap4j's own binds all of its 45 native methods as the class is initialised, makes a proxy for
 * eight more, and has JNA work out the layout of C structures by reflection: on a cold JVM some 35
 * ms of processor time, more than all the rest of a ping. All else of pcap4j is as it comes; what
 * it might call beyond these (offline captures, dump files, lists of interfaces) is not here, and
 * would end in a {@link NoSuchMethodError}.
 *
 * <p>Names are libpcap's, and what the functions take and give is told in their manual pages.
 */
public final class NativeMappings {
  static final String PCAP_LIB_NAME = System.getProperty("org.pcap4j.core.pcapLibName", "pcap");

  /** PCAP_NETMASK_UNKNOWN: only {@code ip broadcast} would need to know it. */
  private static final int NETMASK_UNKNOWN = -1;

  private static final NativeLibrary PCAP = NativeLibrary.getInstance(PCAP_LIB_NAME);

  /** What a handle is of, which {@link PcapHandle} keeps to itself. */
  private static final ThreadLocal<Pointer> CREATED = new ThreadLocal<>();

  private static final Map<String, Function> FUNCTIONS = new ConcurrentHashMap<>();

  /** The call of each frame that is sent: without a look into the table. */
  private static final Function SENDPACKET = function("pcap_sendpacket");

  private NativeMappings() {}

  /** The {@code pcap_t} that pcap4j had made last in this thread. */
  public static Pointer lastCreated() {
    return CREATED.get();
  }

  /**
   * Sets what a handle captures, where {@link PcapHandle#setFilter} would take the longest way: it
   * turns an address into four octets with a class that begins with regular expressions.
   *
   * @throws PcapNativeException when libpcap does not understand it; with libpcap's words
   */
  public static synchronized void setFilter(Pointer p, String text) throws PcapNativeException {
    bpf_program program = new bpf_program();
    int code = pcap_compile(p, program, text, 1, NETMASK_UNKNOWN);
    if (code == 0) {
      code = pcap_setfilter(p, program);
      pcap_freecode(program);
    }
    if (code < 0) {
      throw new PcapNativeException(pcap_geterr(p).getString(0), code);
    }
  }

  private static Function function(String name) {
    Function function = FUNCTIONS.get(name);
    if (function == null) {
      function = PCAP.getFunction(name);
      FUNCTIONS.put(name, function);
    }
    return function;
  }

  private static int call(String name, Object... arguments) {
    return function(name).invokeInt(arguments);
  }

  static Pointer pcap_create(String device, PcapErrbuf errbuf) {
    Pointer p = function("pcap_create").invokePointer(new Object[] {device, errbuf.memory});
    CREATED.set(p);
    return p;
  }

  static int pcap_set_snaplen(Pointer p, int octets) {
    return call("pcap_set_snaplen", p, octets);
  }

  static int pcap_set_promisc(Pointer p, int promiscuous) {
    return call("pcap_set_promisc", p, promiscuous);
  }

  static int pcap_set_timeout(Pointer p, int ms) {
    return call("pcap_set_timeout", p, ms);
  }

  static int pcap_set_buffer_size(Pointer p, int octets) {
    return call("pcap_set_buffer_size", p, octets);
  }

  static int pcap_activate(Pointer p) {
    return call("pcap_activate", p);
  }

  static int pcap_datalink(Pointer p) {
    return call("pcap_datalink", p);
  }

  static int pcap_setdirection(Pointer p, int direction) {
    return call("pcap_setdirection", p, direction);
  }

  static int pcap_setnonblock(Pointer p, int nonblock, PcapErrbuf errbuf) {
    return call("pcap_setnonblock", p, nonblock, errbuf.memory);
  }

  static int pcap_compile(Pointer p, bpf_program program, String text, int optimize, int netmask) {
    return call("pcap_compile", p, program.memory, text, optimize, netmask);
  }

  static int pcap_setfilter(Pointer p, bpf_program program) {
    return call("pcap_setfilter", p, program.memory);
  }

  static void pcap_freecode(bpf_program program) {
    function("pcap_freecode").invokeVoid(new Object[] {program.memory});
  }

  static int pcap_sendpacket(Pointer p, byte[] frame, int octets) {
    return SENDPACKET.invokeInt(new Object[] {p, frame, octets});
  }

  static int pcap_next_ex(Pointer p, PointerByReference header, PointerByReference data) {
    return call("pcap_next_ex", p, header, data);
  }

  static int pcap_stats(Pointer p, pcap_stat counters) {
    return call("pcap_stats", p, counters.memory);
  }

  static Pointer pcap_geterr(Pointer p) {
    return function("pcap_geterr").invokePointer(new Object[] {p});
  }

  static void pcap_close(Pointer p) {
    function("pcap_close").invokeVoid(new Object[] {p});
  }

  static String pcap_lib_version() {
    return function("pcap_lib_version").invokeString(new Object[0], false);
  }

  /** The functions that not every libpcap has had. */
  interface PcapLibrary {
    PcapLibrary INSTANCE = new LaterFunctions();

    int pcap_set_tstamp_precision(Pointer p, int precision);

    int pcap_set_immediate_mode(Pointer p, int immediate);

    Pointer pcap_open_offline_with_tstamp_precision(String file, int precision, PcapErrbuf errbuf);
  }

  private static final class LaterFunctions implements PcapLibrary {
    @Override
    public int pcap_set_tstamp_precision(Pointer p, int precision) {
      return call("pcap_set_tstamp_precision", p, precision);
    }

    @Override
    public int pcap_set_immediate_mode(Pointer p, int immediate) {
      return call("pcap_set_immediate_mode", p, immediate);
    }

    @Override
    public Pointer pcap_open_offline_with_tstamp_precision(
        String file, int precision, PcapErrbuf errbuf) {
      return function("pcap_open_offline_with_tstamp_precision")
          .invokePointer(new Object[] {file, precision, errbuf.memory});
    }
  }

  /** {@code char errbuf[PCAP_ERRBUF_SIZE]}. */
  static final class PcapErrbuf {
    private static final int SIZE = 256;

    private final Memory memory = new Memory(SIZE);

    PcapErrbuf() {
      memory.setByte(0, (byte) 0);
    }

    int length() {
      return toString().length();
    }

    @Override
    public String toString() {
      return memory.getString(0);
    }
  }

  /** {@code struct bpf_program}: a number of instructions, and where they are. */
  static final class bpf_program {
    private final Memory memory = new Memory(2L * Native.POINTER_SIZE);

    bpf_program() {
      memory.clear();
    }
  }

  /** {@code struct pcap_pkthdr}: two C longs of time, then two lengths. */
  static final class pcap_pkthdr {
    private static final int CAPTURED = 2 * NativeLong.SIZE;
    private static final int LENGTH = CAPTURED + Integer.BYTES;

    private pcap_pkthdr() {}

    static NativeLong getTvSec(Pointer header) {
      return header.getNativeLong(0);
    }

    static NativeLong getTvUsec(Pointer header) {
      return header.getNativeLong(NativeLong.SIZE);
    }

    static int getCaplen(Pointer header) {
      return header.getInt(CAPTURED);
    }

    static int getLen(Pointer header) {
      return header.getInt(LENGTH);
    }
  }

  /**
   * {@code struct pcap_stat}: frames received, dropped for want of room, dropped by the interface.
   */
  static final class pcap_stat {
    private final Memory memory = new Memory(3L * Integer.BYTES);

    pcap_stat() {
      memory.clear();
    }

    Pointer getPointer() {
      return memory;
    }

    /** Nothing is copied here, and so nothing by itself. */
    void setAutoSynch(boolean copied) {}

    static int getPsRecv(Pointer counters) {
      return counters.getInt(0);
    }

    static int getPsDrop(Pointer counters) {
      return counters.getInt(Integer.BYTES);
    }

    static int getPsIfdrop(Pointer counters) {
      return counters.getInt(2L * Integer.BYTES);
    }
  }
}
