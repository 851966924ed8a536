// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Voucher} from "./Voucher.sol";

/// @notice What the paymaster keeps of a voucher, in one word: the terms, as far as later operations need them, and what
/// is left. Zero: never shown.
/// Picture of the word: [ isDenied: 8 | generation: 16 | validUntil: 40 | maxPriorityFeePerGas: 48 | maxFeePerGas: 48 |
/// availableWei: 96 ].
type VoucherState is uint256;

using VoucherStateLibrary for VoucherState global;

/// @title VoucherStateLibrary
/// @notice Packs, reads and counts a {VoucherState}.
library VoucherStateLibrary {
    uint256 private constant DENIED_AT = 248;
    uint256 private constant GENERATION_AT = 232;
    uint256 private constant VALID_UNTIL_AT = 192;
    uint256 private constant PRIORITY_FEE_AT = 144;
    uint256 private constant FEE_AT = 96;

    /// @notice The state of a voucher that is shown for the first time, or the first time since the signer was replaced:
    /// then no more is available than was left. Fee caps above 48 bits (281,474 gwei) are kept as 48 bits: lower than what
    /// was signed, never higher.
    /// @param before What stood there: nothing, a denial, or the voucher under an earlier signer.
    /// @param voucher Its `validUntil` fits 40 bits.
    /// @param generation Of the signer.
    function register(VoucherState before, Voucher memory voucher, uint16 generation)
        internal
        pure
        returns (VoucherState)
    {
        uint96 available = voucher.maxWei;
        if (validUntil(before) != 0 && availableWei(before) < available) available = availableWei(before);
        return VoucherState.wrap(
            (uint256(isDenied(before) ? 1 : 0) << DENIED_AT) | (uint256(generation) << GENERATION_AT)
                | (uint256(voucher.validUntil) << VALID_UNTIL_AT)
                | (_atMost48(voucher.maxPriorityFeePerGas) << PRIORITY_FEE_AT)
                | (_atMost48(voucher.maxFeePerGas) << FEE_AT) | available
        );
    }

    /// @notice The signer under which the voucher was shown is of this generation.
    function isRegistered(VoucherState state, uint16 generation) internal pure returns (bool) {
        return validUntil(state) != 0 && uint16(VoucherState.unwrap(state) >> GENERATION_AT) == generation;
    }

    function isDenied(VoucherState state) internal pure returns (bool) {
        return VoucherState.unwrap(state) >> DENIED_AT != 0;
    }

    function validUntil(VoucherState state) internal pure returns (uint40) {
        return uint40(VoucherState.unwrap(state) >> VALID_UNTIL_AT);
    }

    function maxPriorityFeePerGas(VoucherState state) internal pure returns (uint48) {
        return uint48(VoucherState.unwrap(state) >> PRIORITY_FEE_AT);
    }

    function maxFeePerGas(VoucherState state) internal pure returns (uint48) {
        return uint48(VoucherState.unwrap(state) >> FEE_AT);
    }

    function availableWei(VoucherState state) internal pure returns (uint96) {
        return uint96(VoucherState.unwrap(state));
    }

    /// @notice The same voucher, denied or allowed.
    function deny(VoucherState state, bool denied) internal pure returns (VoucherState) {
        uint256 rest = (VoucherState.unwrap(state) << 8) >> 8;
        return VoucherState.wrap(rest | (uint256(denied ? 1 : 0) << DENIED_AT));
    }

    /// @notice Takes a reservation. The caller has checked that it is at most {availableWei}, so nothing is borrowed from
    /// the field above.
    function reserve(VoucherState state, uint256 costWei) internal pure returns (VoucherState) {
        unchecked {
            return VoucherState.wrap(VoucherState.unwrap(state) - costWei);
        }
    }

    /// @notice Gives back a part of a reservation. What does not fit the field is not given back; it always fits, for what
    /// is available only ever fell by reservations.
    function giveBack(VoucherState state, uint256 costWei) internal pure returns (VoucherState) {
        uint256 room = type(uint96).max - availableWei(state);
        if (costWei > room) costWei = room;
        unchecked {
            return VoucherState.wrap(VoucherState.unwrap(state) + costWei);
        }
    }

    function _atMost48(uint96 value) private pure returns (uint256) {
        return value > type(uint48).max ? type(uint48).max : value;
    }
}
