/**
 * The loop that every question runs in: send what is due, receive until the next deadline, hand
 * over.
 *
 * <p>A {@link dev.jnet.probe.Diagnosis} is a pure state machine: it says which packets to send
 * next, and is told what came back and when. The {@link dev.jnet.probe.Prober} joins it to a link.
 * What arrives is matched to the probe that it answers, or that the ICMP error quotes; what matches
 * none is counted and not believed.
 */
package dev.jnet.probe;
