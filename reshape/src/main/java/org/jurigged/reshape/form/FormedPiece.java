package org.jurigged.reshape.form;

import java.util.Map;
import java.util.Optional;
import org.jurigged.reshape.Refusal;

/**
 * What one piece became, before it is put together with the others of the transaction.
 *
 * @param companions by internal name
 * @param needs what its code says has to be in the loader
 * @param refusal why it has no form; then the rest may be incomplete
 */
record FormedPiece(Formed formed, Map<String, byte[]> companions, Needs needs, Optional<Refusal> refusal) {
    FormedPiece refused(Refusal reason) {
        return new FormedPiece(formed, companions, needs, Optional.of(reason));
    }
}
