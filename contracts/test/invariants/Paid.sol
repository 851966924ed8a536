// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SponsorLedger} from "./SponsorLedger.sol";

/// @notice What the sponsor must pay, since it promised.
abstract contract Paid is SponsorLedger {
    function _paid(uint256 p, PackedUserOperation memory op) internal {
        uint256[] memory paidBy = new uint256[](1);
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        (paidBy[0], ops[0]) = (p, op);
        _paid(paidBy, ops);
    }

    function _paid(uint256[] memory paidBy, PackedUserOperation[] memory ops) internal {
        assertEq(_handle(paidBy, ops), "", string.concat(_kind(), ": is paid"));
        _countDone();
    }

    /// @dev Bound to every field of the operation; its promise is the operation's maximum cost.
    function _sponsorOnce(PackedUserOperation memory op, uint48 validUntil) internal view returns (bytes memory) {
        uint48 validAfter = validUntil - 10 minutes;
        bytes memory head = abi.encodePacked(address(paymaster), uint128(PAYMASTER_GAS), uint128(0));
        op.paymasterAndData = head;
        bytes memory signature = signSecp(signerKey, paymaster.hashOperation(op, validAfter, validUntil));
        return abi.encodePacked(head, hex"01", validAfter, validUntil, signature);
    }
}
