// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Vault} from "../support/Vault.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";

/// @notice The limits that the page gives to naming guardians and to cancelling (app/_bridge/owner/gasLimits.json) cover their
/// most expensive case, from a cold start. The limits of the calls to the game: test/game/OwnerCallGas.t.sol.
contract OwnershipCallGasTest is Vault {
    string private constant LIMITS = "app/_bridge/owner/gasLimits.json";
    uint256 private constant FRIEND_KEY = uint256(keccak256("friend"));
    /// @dev As many as the page lets somebody name (app/_account/GuardiansForm.tsx).
    uint256 private constant MOST_GUARDIANS = 5;
    uint256 private constant AIR = 3;

    /// @dev Five guardians where there were none, while the change that they cancel waits.
    function test_setGuardians_fitsItsLimit() public {
        _askForAPasskey();
        bytes[] memory guardians = new bytes[](MOST_GUARDIANS);
        for (uint256 i = 0; i < MOST_GUARDIANS; ++i) {
            guardians[i] = abi.encodePacked(vm.addr(uint256(keccak256(abi.encode("guardian", i)))));
            for (uint256 j = i; j > 0 && keccak256(guardians[j]) < keccak256(guardians[j - 1]); --j) {
                (guardians[j], guardians[j - 1]) = (guardians[j - 1], guardians[j]);
            }
        }
        bytes memory set = abi.encodeCall(account.setGuardians, (guardians, MOST_GUARDIANS));
        _holds("setGuardians(bytes[],uint256)", _gasOf(set));
        assertEq(account.ownership().pending.due, 0, "cancelled");
    }

    /// @dev A passkey is the longest owner that the page asks for.
    function test_cancelChange_fitsItsLimit() public {
        _askForAPasskey();
        _holds("cancelChange()", _gasOf(abi.encodeCall(account.cancelChange, ())));
        assertEq(account.ownership().pending.due, 0, "cancelled");
    }

    function _askForAPasskey() private {
        bytes memory passkey = WebAuthnSigner.signer(deployWebAuthnVerifier(), FRIEND_KEY);
        bytes memory proof = WebAuthnSigner.sign(FRIEND_KEY, changeDigest("Own", passkey));
        ownerDoes(abi.encodeCall(account.changeOwner, (passkey, proof)));
        assertTrue(account.ownership().pending.due != 0, "asked");
    }

    function _gasOf(bytes memory data) private returns (uint256 used) {
        vm.cool(address(account));
        vm.prank(address(entryPoint));
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(account).call(data);
        used = before - gasleft();
        assertTrue(success, string(reason));
    }

    function _holds(string memory signature, uint256 used) private view {
        uint256 limit = vm.parseJsonUint(vm.readFile(LIMITS), string.concat(".['", signature, "']"));
        assertLe(used, limit, signature);
        assertLe(limit, used * AIR, string.concat("air in ", signature));
    }
}
