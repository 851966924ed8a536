// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {HostileAccount} from "../support/HostileAccount.sol";
import {SponsorLedger} from "./SponsorLedger.sol";

/// @notice What the sponsor must not pay: a right operation with one thing wrong, refused for that very thing.
abstract contract Unpaid is SponsorLedger {
    function _unpaid(PackedUserOperation memory op, bytes memory reason) internal {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        _unpaid(ops, reason);
    }

    function _unpaid(PackedUserOperation[] memory ops, bytes memory reason) internal {
        bytes memory refusal = _handle(new uint256[](ops.length), ops);
        assertGt(refusal.length, 0, string.concat(_kind(), ": is refused"));
        assertEq(this.reasonOf(refusal), reason, string.concat(_kind(), ": is refused for this reason"));
        _countRefused();
    }

    function _unpaid(PackedUserOperation memory op, bytes4 selector) internal {
        _unpaid(op, abi.encodePacked(selector));
    }

    function _simple(uint256 p) internal view returns (PackedUserOperation memory) {
        return _operation(p, abi.encodeCall(HostileAccount.rest, ()), 30_000, 50_000);
    }
}
