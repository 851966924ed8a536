// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISessionValidator} from "./ISessionValidator.sol";

/// @notice What is fixed about a session when it is enabled, in one word; only the status changes afterwards. It is read
/// to enable, to end and to show a session, and to say why an operation is refused; not by operations.
/// Picture of the word: [ status: 8 | hasOwnLane: 8 | lane: 32 | duration: 16 | validAfter: 32 | paymaster: 160 ].
type Terms is uint256;

using TermsLibrary for Terms global;

/// @title TermsLibrary
/// @notice Packs and reads {Terms}. By hand, because a struct costs the compiler a read for each member.
library TermsLibrary {
    uint256 private constant STATUS_AT = 248;
    uint256 private constant OWN_LANE_AT = 240;
    uint256 private constant LANE_AT = 208;
    uint256 private constant DURATION_AT = 192;
    uint256 private constant VALID_AFTER_AT = 160;

    /// @notice Terms of an enabled session.
    /// @param isOwn The upper 160 bits of the nonce key are the module's address, as accounts route that follow the
    /// ERC-7579 reference; the lane is then the whole rest of it, and no third word is needed.
    /// @param number Lowest 32 bits of the nonce key.
    /// @param seconds_ From `from` to the last valid second.
    /// @param from Unix seconds, exclusive; below 2^32, which is the year 2106.
    /// @param payer The one paymaster; zero for none.
    function pack(bool isOwn, uint32 number, uint16 seconds_, uint32 from, address payer)
        internal
        pure
        returns (Terms)
    {
        return Terms.wrap(
            (uint256(ISessionValidator.Status.Enabled) << STATUS_AT) | (uint256(isOwn ? 1 : 0) << OWN_LANE_AT)
                | (uint256(number) << LANE_AT) | (uint256(seconds_) << DURATION_AT) | (uint256(from) << VALID_AFTER_AT)
                | uint160(payer)
        );
    }

    /// @notice The same terms, ended for ever.
    function revoked(Terms terms) internal pure returns (Terms) {
        uint256 rest = (Terms.unwrap(terms) << 8) >> 8;
        return Terms.wrap(rest | (uint256(ISessionValidator.Status.Revoked) << STATUS_AT));
    }

    function status(Terms terms) internal pure returns (ISessionValidator.Status) {
        return ISessionValidator.Status(Terms.unwrap(terms) >> STATUS_AT);
    }

    function hasOwnLane(Terms terms) internal pure returns (bool) {
        return uint8(Terms.unwrap(terms) >> OWN_LANE_AT) != 0;
    }

    function lane(Terms terms) internal pure returns (uint32) {
        return uint32(Terms.unwrap(terms) >> LANE_AT);
    }

    function validAfter(Terms terms) internal pure returns (uint40) {
        return uint32(Terms.unwrap(terms) >> VALID_AFTER_AT);
    }

    function duration(Terms terms) internal pure returns (uint16) {
        return uint16(Terms.unwrap(terms) >> DURATION_AT);
    }

    function paymaster(Terms terms) internal pure returns (address) {
        return address(uint160(Terms.unwrap(terms)));
    }
}
