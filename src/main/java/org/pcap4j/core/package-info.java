/**
 * pcap4j's binding to libpcap, as far as jnet uses it. pcap4j opens, filters, captures and injects;
 * this is how its calls reach the library, without what takes its own binding most of the time that
 * a ping has. A test holds it to all that jnet has pcap4j call.
 */
package org.pcap4j.core;
