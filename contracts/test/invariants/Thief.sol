// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {RefusalReader} from "./RefusalReader.sol";
import {Target} from "../support/Target.sol";
import {Sent} from "./Ghost.sol";
import {OwnerChanges} from "./OwnerChanges.sol";

/// @notice Somebody with the session key and his own bundler. Each attack is a valid operation with one thing wrong,
/// and must be refused for exactly that reason: a refusal for another reason would prove nothing.
abstract contract Thief is OwnerChanges, RefusalReader {
    /// @dev With an error of account, module or paymaster.
    function _refused(uint256 s, PackedUserOperation memory op, bytes4 selector) internal {
        _refused(_attackWith(s, op), abi.encodePacked(selector));
    }

    /// @dev With a message of the EntryPoint.
    function _failed(uint256 s, PackedUserOperation memory op, string memory message) internal {
        _refused(_attackWith(s, op), bytes(message));
    }

    function _refused(Sent[] memory sent, bytes memory reason) internal {
        bytes memory refusal = _handle(sent);
        assertGt(refusal.length, 0, string.concat(_kind(), ": is refused"));
        assertEq(this.reasonOf(refusal), reason, string.concat(_kind(), ": is refused for this reason"));
        _countRefused();
    }

    /// @dev Calls that the session may not make.
    function _callsRefused(uint256 s, bytes memory callData, bytes4 selector) internal {
        _refused(s, _sign(s, _operation(s, callData)), selector);
    }

    /// @dev A direct call by anybody that must revert, with this error if one is named.
    function _directlyRefused(address from, address to, bytes memory data, bytes4 selector) internal {
        vm.prank(from);
        (bool success, bytes memory reason) = to.call(data);
        assertFalse(success, string.concat(_kind(), ": is refused"));
        if (selector != 0) assertEq(bytes4(reason), selector, string.concat(_kind(), ": is refused for this reason"));
        _countRefused();
    }

    /// @dev As one call, or in a batch before or after a permitted one.
    function _hide(address to, uint256 value, bytes memory data) internal returns (bytes memory) {
        if (_random(2) == 0) return single(to, value, data);
        Execution[] memory calls = _times(2, abi.encodeCall(Target.play, (1)));
        calls[_random(2)] = Execution(to, value, data);
        return value == 0 ? _together(calls) : batch(calls);
    }

    function _bundle(uint256 s, uint256 count, bytes memory callData) internal returns (Sent[] memory sent) {
        sent = new Sent[](count);
        for (uint256 i = 0; i < count; ++i) {
            PackedUserOperation memory op = _operation(s, callData);
            op.nonce += i;
            sent[i] = Sent(_sign(s, op), s);
        }
    }

    /// @dev Alone, or after an honest operation in one bundle: one bad operation reverts the whole bundle.
    function _attackWith(uint256 s, PackedUserOperation memory op) private returns (Sent[] memory sent) {
        uint256 honest = _random(4) == 0 ? _pick() : s;
        if (honest == s || sessions[honest].account == sessions[s].account) return _one(s, op);
        sent = new Sent[](2);
        sent[0] = Sent(_sign(honest, _operation(honest, _play())), honest);
        sent[1] = Sent(op, s);
        _use(s);
    }
}
