// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {ReferenceCalls} from "./ReferenceCalls.sol";
import {Target} from "../support/Target.sol";

/// @notice What an account would do on `execute` or `runTogether`, and what a session's signature contains besides the signature,
/// read with slices and Solidity's own decoder: a second opinion on the module, which decodes by hand.
contract ReferenceReader is ReferenceCalls {
    function callsOf(bytes calldata callData) public view returns (Execution[] memory calls) {
        if (bytes4(callData) != bytes4(keccak256("runTogether()"))) return this.decode(callData);
        calls = new Execution[](_count(callData[4:]));
        bytes calldata rest = callData[4:];
        address target;
        for (uint256 i = 0; i < calls.length; ++i) {
            uint256 length = uint16(bytes2(rest[:2])) % 0x8000;
            bool hasTarget = uint8(rest[0]) >= 0x80;
            if (hasTarget) target = address(bytes20(rest[2:22]));
            rest = rest[hasTarget ? 22 : 2:];
            calls[i] = Execution(target, 0, rest[:length]);
            rest = rest[length:];
        }
    }

    function _count(bytes calldata rest) private pure returns (uint256 count) {
        for (; rest.length != 0; ++count) {
            uint256 head = uint8(rest[0]) >= 0x80 ? 22 : 2;
            rest = rest[head + uint16(bytes2(rest[:2])) % 0x8000:];
        }
    }

    /// @notice The rule for each call, as an honest session would hint it; see GhostRules.
    function hintsFor(bytes calldata callData) external view returns (bytes memory hints) {
        Execution[] memory calls = callsOf(callData);
        hints = new bytes(calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            hints[i] = bytes1(this.ruleFor(calls[i].callData));
        }
    }

    function ruleFor(bytes calldata data) external pure returns (uint8) {
        bytes4 selector = data.length < 4 ? bytes4(0) : bytes4(data);
        uint256 argument = data.length < 36 ? 0 : uint256(bytes32(data[4:36]));
        if (selector == Target.play.selector) return argument < 100 ? 0 : 1;
        if (selector == Target.spend.selector) return argument == 0 ? 2 : 3;
        if (selector == Target.setLevel.selector) return 4;
        return selector == Target.fail.selector ? 5 : 0;
    }

    /// @return kind 0: uses; 1: contains the grant.
    /// @return time The second named for rules with a period.
    function signatureOf(bytes calldata signature)
        external
        pure
        returns (uint256 kind, uint256 time, bytes memory hints)
    {
        return (uint8(signature[0]), uint32(bytes4(signature[1:5])), signature[6:6 + uint8(signature[5])]);
    }
}
